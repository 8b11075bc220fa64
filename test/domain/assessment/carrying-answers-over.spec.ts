import { carriedOver, isOutdated } from '../../../src/console/assessing/carry-over.js';
import { unseenAsBefore, unseenIn } from '../../../src/console/assessing/looked-at.js';
import { calm, vsra } from './instruments.js';
import { aForm, signedWith } from './forms.js';

describe('a form that a colleague overtook', () => {
  const first = signedWith({ answers: calm(vsra), record: 'a' });
  const newer = signedWith({ answers: calm(vsra, { V01: 'yes', V05: 'suspected' }), record: 'b' });

  it('says so, whoever loads the page: it still speaks of the assessment that its author saw', () => {
    const form = aForm(first);

    expect([isOutdated(form, first), isOutdated(form, newer), isOutdated(form, undefined)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(isOutdated(aForm(undefined), newer)).toBe(true);
  });

  it('begins from the newer one with everything that was typed', () => {
    const typed = {
      ...aForm(first),
      answers: { ...calm(vsra), V05: 'yes', V08: 'yes' },
      seen: ['V05', 'V08', 'V10'],
      notes: { V08: 'three of them' },
      note: 'she sounds calm',
      override: { to: 'high' as const, reason: 'because of what her sister said' },
    };

    const carried = carriedOver(typed, vsra, newer);

    expect(carried.after).toBe(newer.record);
    expect(carried.previous).toBe(newer.record);
    expect(carried.object).not.toBe(typed.object);
    expect(carried.answers).toMatchObject({ V05: 'yes', V08: 'yes' });
    expect(carried.notes).toEqual({ V08: 'three of them' });
    expect([carried.note, carried.override]).toEqual([typed.note, typed.override]);
  });

  it('keeps what the colleague found where nothing was answered in it', () => {
    expect(carriedOver(aForm(first), vsra, newer).answers['V01']).toBe('yes');
  });

  it('asks to look again where the two differ, and at nothing that both answered alike', () => {
    const typed = { ...aForm(first), answers: calm(vsra), seen: ['V01', 'V10'] };

    const carried = carriedOver(typed, vsra, newer);

    expect(carried.answers['V01']).toBe('no');
    expect(carried.seen).toEqual(['V10']);
    expect(unseenIn(vsra, carried, newer)).toContain('V01');
    expect(unseenAsBefore(vsra, carried, newer)).not.toContain('V01');
  });

  it('counts nothing as looked at that the instrument does not ask', () => {
    const typed = { ...aForm(first), answers: { ...calm(vsra), gone: 'yes' }, seen: ['V10', 'gone'] };

    expect(carriedOver(typed, vsra, newer).seen).toEqual(['V10']);
  });

  it('corrects nothing that is not the newest any more', () => {
    expect(carriedOver({ ...aForm(first), reason: 'correction' }, vsra, newer)).toMatchObject({
      reason: 'scheduled',
      previousMeasures: null,
    });
    expect(carriedOver({ ...aForm(first), reason: 'event', trigger: 'T02' }, vsra, newer)).toMatchObject({
      reason: 'event',
      trigger: 'T02',
    });
  });
});

describe('what is to be looked at', () => {
  it('is everything after an assessment', () => {
    const last = signedWith({ answers: calm(vsra), record: 'a' });

    expect(unseenIn(vsra, aForm(last), last)).toHaveLength(vsra.items.length);
  });

  it('is in a first assessment what was taken over from elsewhere', () => {
    const form = { answers: { V01: 'no', V02: 'yes' }, seen: ['V02'] };

    expect(unseenIn(vsra, form, undefined)).toEqual(['V01']);
  });
});
