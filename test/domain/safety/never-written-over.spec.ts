import { versionRace } from '../../../src/console/keeper/version-race.js';
import { afterSending, blank, readTyped, writeTyped } from '../../../src/console/session/kept-draft.js';

const hers = { hash: 'v2', text: 'hers', isMine: false };

describe('the next version of a note, an incident or a plan', () => {
  it('is written where nothing is, and over the version that its author had before her', () => {
    expect(versionRace(undefined, { text: 'mine', base: null })).toBe('write');
    expect(versionRace(hers, { text: 'mine', base: 'v2' })).toBe('write');
  });

  it('is refused when a colleague was faster', () => {
    expect(versionRace(hers, { text: 'mine', base: 'v1' })).toBe('superseded');
    expect(versionRace(hers, { text: 'mine', base: null })).toBe('superseded');
  });

  it('is not written twice when the answer to the first sending was lost', () => {
    const arrived = { hash: 'v1', text: 'mine', isMine: true };

    expect(versionRace(arrived, { text: 'mine', base: null })).toBe('already');
    expect(versionRace(arrived, { text: 'mine', base: 'v0' })).toBe('already');
  });

  it('follows an own sending that arrived unheard, with what was added since', () => {
    const arrived = { hash: 'v1', text: 'mine', isMine: true };

    expect(versionRace(arrived, { text: 'mine, and more', base: null })).toBe('write');
  });
});

describe('what is typed', () => {
  const typed = { text: 'sent', object: 'o1', base: 'v1' };

  it('goes when exactly this was sent, and the next text gets another object', () => {
    expect(afterSending(typed, 'sent', blank, 'o2')).toEqual({ text: '', object: 'o2', base: null });
  });

  it('stays when somebody typed on while it was under way', () => {
    const more = { ...typed, text: 'sent, and more' };

    expect(afterSending(more, 'sent', { text: 'sent', base: 'v2' }, 'o2')).toEqual({
      text: 'sent, and more',
      object: 'o2',
      base: 'v2',
    });
  });

  it('is kept with its object and the version that it was begun from', () => {
    expect(readTyped(writeTyped(typed, blank))).toEqual(typed);
  });

  it('is kept also when an amended text was emptied, and not where nothing was changed', () => {
    const began = { text: 'before', base: 'v1' };

    expect(readTyped(writeTyped({ ...typed, text: '' }, began))?.text).toBe('');
    expect(writeTyped({ ...typed, text: 'before' }, began)).toBe('');
    expect(readTyped('')).toBeUndefined();
  });
});
