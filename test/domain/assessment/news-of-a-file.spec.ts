import { newsIn, notLookedAt, withNews } from '../../../src/console/assessing/news.js';
import type { SealedText } from '../../../src/console/keeper/sealed-text.js';
import { writeEvent } from '../../../src/contracts/sealed/event.js';
import { writeKeyDate } from '../../../src/contracts/sealed/key-date.js';
import { instant } from '../../../src/domain/shared/time.js';
import { aForm, at, signedWith } from './forms.js';
import { calm, vsra } from './instruments.js';

const hour = 3_600_000;
const last = { ...signedWith({ answers: calm(vsra), record: 'a' }), seq: 10 };

/** A note of Mira's. @param seq its place in the chain; `last` is at 10 */
const note = (name: string, seq: number, ms: number, text: string): SealedText => ({
  kind: 'note',
  object: name.repeat(32),
  record: name.repeat(64),
  seq,
  ms,
  author: 'Mira',
  authorId: '',
  isMine: false,
  text,
});

const event = (trigger: string, words: string) =>
  writeEvent({ form: 'event/1', trigger, happened: instant(at), words, alarm: '0'.repeat(32) });

const date = (words: string, isDropped = false) =>
  writeKeyDate({
    form: 'key-date/1',
    day: '2026-12-01',
    trigger: null,
    words,
    item: null,
    alarms: [],
    isDropped,
  });

const assessment = { ...last, text: '' };
const old = note('b', 4, at - hour, event('T10', 'somebody asked for her'));
const threat = note('c', 12, at + hour, event('T02', 'a message came'));
const attack = note('d', 13, at + 2 * hour, event('T01', 'she was followed'));

describe('what happened since the last assessment', () => {
  it('stands above the form with who wrote it down and when, the newest first', () => {
    const { events } = newsIn({ texts: [old, assessment, threat, attack] }, last);

    expect(events.map(({ event: { words }, author, ms }) => [words, author, ms])).toEqual([
      ['she was followed', 'Mira', at + 2 * hour],
      ['a message came', 'Mira', at + hour],
    ]);
  });

  it('is everything that was written down where nobody has assessed yet', () => {
    expect(newsIn({ texts: [old, threat] }, undefined).events).toHaveLength(2);
  });

  it('holds what was recorded before an assessment that was signed earlier and sent later', () => {
    const late = { ...threat, seq: 9 };

    expect(newsIn({ texts: [late, assessment] }, last).events).toHaveLength(1);
  });

  it('is not ended by a correction', () => {
    const corrected = { ...last, record: 'e'.repeat(64), seq: 20 };
    const texts = [assessment, threat, { ...assessment, record: corrected.record, seq: 20 }];

    expect(newsIn({ texts }, corrected).events).toHaveLength(1);
  });

  it('shows every date that holds, and says which are new', () => {
    const texts = [
      note('f', 3, at - hour, date('hearing')),
      assessment,
      note('0', 11, at + hour, date('release')),
      note('1', 11, at + hour, date('moved', true)),
    ];

    expect(newsIn({ texts }, last).dates.map(({ date: { words }, isNew }) => [words, isNew])).toEqual([
      ['hearing', false],
      ['release', true],
    ]);
  });
});

describe('a form and what happened', () => {
  const begun = () => withNews(aForm(last), vsra, newsIn({ texts: [assessment, threat] }, last));

  it('begins with the most urgent of it as its reason', () => {
    const form = withNews(aForm(last), vsra, newsIn({ texts: [assessment, threat, attack] }, last));

    expect(form).toMatchObject({ reason: 'event', trigger: 'T01' });
    expect(withNews(aForm(last), vsra, newsIn({ texts: [assessment] }, last)).reason).toBe('scheduled');
    expect(withNews(aForm(undefined), vsra, newsIn({ texts: [threat] }, undefined)).reason).toBe('initial');
  });

  it('cannot be signed over what came in since it was begun, until somebody has looked at it', () => {
    const later = newsIn({ texts: [assessment, threat, attack] }, last);

    expect(notLookedAt(begun(), newsIn({ texts: [assessment, threat] }, last))).toEqual([]);
    expect(notLookedAt(begun(), later)).toEqual([attack.record]);
    expect(notLookedAt({ ...begun(), lookedAt: [threat.record, attack.record] }, later)).toEqual([]);
  });

  it('of an older console knows of nothing that it was looked at', () => {
    const { lookedAt: _, ...older } = begun();

    expect(notLookedAt(older, newsIn({ texts: [assessment, threat] }, last))).toEqual([threat.record]);
  });

  it('does not ask for it where it only corrects, because a correction answers nothing', () => {
    const later = newsIn({ texts: [assessment, threat, attack] }, last);

    expect(notLookedAt({ ...begun(), reason: 'correction' }, later)).toEqual([]);
  });
});
