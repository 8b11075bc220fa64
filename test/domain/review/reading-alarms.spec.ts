import { writeEvent } from '../../../src/contracts/sealed/event.js';
import { writeKeyDate, type KeyDateText, type SealedNote } from '../../../src/contracts/sealed/key-date.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import { alarmVerdict, type JudgedAlarm } from '../../../src/contracts/sealed/alarm-claims.js';
import { alarmTimes } from '../../../src/console/assessing/date-alarms.js';
import { judgeAlarms } from '../../../src/console/keeper/judge-schedule.js';
import { TRIGGERS } from '../../../src/domain/review/triggers.js';
import { days, hours, instant, minus, minutes, plus, type Instant } from '../../../src/domain/shared/time.js';
import { signedAlarm } from '../../builders/signed-alarm.js';
import { psraA, psraB, vsra } from '../assessment/instruments.js';
import { aCircle } from '../../e2ee/builders/circle.js';
import { alice } from '../../e2ee/builders/organisation.js';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const now = instant(new Date(2026, 4, 4, 10).getTime());
const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
const asId = (alarm: string) => alarm.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

const note = (text: string, ms: number = now, object = 'note'): SealedNote => ({
  kind: 'note',
  object,
  ms,
  text,
});
const event = (trigger: string, happened: Instant = now, alarm = one) =>
  writeEvent({ form: 'event/1', trigger, happened, words: 'what happened', alarm });
const set = (due: number, alarm = one): JudgedAlarm => ({
  id: asId(alarm),
  due,
  fault: null,
});
const read = (
  texts: readonly SealedNote[],
  alarms: readonly JudgedAlarm[],
  assessed: number | null = null,
  by = vsra,
) => alarmVerdict({ texts, alarms }, by, assessed);
const faults = (...given: Parameters<typeof read>) => read(...given).faults.map(({ fault }) => fault);

describe('what a reader sees of an event', () => {
  it.each(TRIGGERS.map(({ id, within, kinds }) => [id, within, kinds[0]!] as const))(
    '%s: sound up to its exact time, red a moment later, although the server took it',
    (id, within, kind) => {
      const by = kind === 'client-case' ? vsra : kind === 'worker-file' ? psraB : psraA;
      const due = (late: number) => faults([note(event(id))], [set(now + within + late)], null, by);

      expect([due(0 - minutes(1)), due(0), due(1)]).toEqual([[], [], ['late']]);
    },
  );

  it('is red when the server swapped its alarm for another, or has it no more', () => {
    const swapped = read([note(event('T02'))], [set(plus(now, hours(4)), other)]);

    expect(swapped).toEqual({ faults: [{ object: 'note', fault: 'missing' }], unexplained: [other] });
    expect(faults([note(event('T02'))], [])).toEqual(['missing']);
    expect(faults([note(event('T02'))], [{ ...set(plus(now, hours(4))), fault: 'columns' }])).toEqual([
      'missing',
    ]);
  });

  it('runs from when it happened, and is due at once when that time is over already', () => {
    const yesterday = minus(now, days(1));

    expect(faults([note(event('T07', minus(now, hours(20))))], [set(plus(now, hours(5)))])).toEqual(['late']);
    expect(faults([note(event('T01', yesterday))], [set(now)])).toEqual([]);
    expect(faults([note(event('T01', yesterday))], [set(plus(now, hours(1)))])).toEqual(['late']);
  });

  it('is left in peace by an assessment made after it, not by one before', () => {
    const late = [set(plus(now, days(2)))];

    expect(faults([note(event('T01'))], late, now - minutes(1))).toEqual(['late']);
    expect(faults([note(event('T01'))], late, now + minutes(1))).toEqual([]);
  });

  it('stays an event when a note is written over it, and one that nobody knows allows no time', () => {
    const over = [note(event('T01')), note('a colleague’s correction', plus(now, minutes(1)))];

    expect(faults(over, [])).toEqual(['missing']);
    expect(faults([note(event('T99'))], [set(plus(now, hours(1)))])).toEqual(['late']);
  });

  it('that another record brought, under the id of its alarm, is explained; anything else is shown', () => {
    const alarms = [set(now), set(now, other)];

    expect(read([note('an incident', now, one)], alarms).unexplained).toEqual([other]);
  });
});

describe('what a reader sees of a date', () => {
  /** A hearing (T04): a week before, and a day after, by a browser that takes eight in the morning for the day. */
  const morning = instant(new Date(2026, 5, 1, 8).getTime());
  const hearing = (over: Partial<KeyDateText> = {}) =>
    writeKeyDate({
      form: 'key-date/1',
      day: '2026-06-01',
      trigger: 'T04',
      words: 'hearing',
      item: null,
      alarms: [one, other],
      isDropped: false,
      ...over,
    });
  const [before, after] = [set(minus(morning, days(7))), set(plus(morning, hours(24)), other)];

  it('is sound as the console writes it', () => {
    expect(read([note(hearing())], [before, after])).toEqual({ faults: [], unexplained: [] });
    expect(read([note(hearing({ isDropped: true, alarms: [] }))], [])).toEqual({
      faults: [],
      unexplained: [],
    });
  });

  it('is red when one of its reminders is gone, or both were set after it', () => {
    expect(faults([note(hearing())], [before])).toEqual(['missing']);
    expect(faults([note(hearing())], [after])).toEqual(['missing']);
    expect(faults([note(hearing())], [set(after.due), after])).toEqual(['late']);
  });

  it('is red when its writer set fewer reminders than the event asks for', () => {
    expect(faults([note(hearing({ alarms: [other] }))], [after])).toEqual(['missing']);
    expect(faults([note(hearing({ alarms: [] }))], [])).toEqual(['missing']);
  });

  it('that became known inside the week before it asks for a look at once, which only a later assessment answers', () => {
    const late = minus(morning, days(4));
    const soon = (within: number) => [set(plus(late, hours(within))), after];
    const written = [note(hearing(), late)];

    expect(faults(written, soon(24))).toEqual([]);
    expect(faults(written, soon(30))).toEqual(['late']);
    expect(faults([note(hearing({ alarms: [other] }), late)], [after])).toEqual(['missing']);
    expect(faults(written, [after], minus(late, minutes(1)))).toEqual(['missing']);
    expect(faults(written, [after], plus(late, minutes(1)))).toEqual([]);
  });

  it('asks for none before it when the assessment that it came from knew of it, nor for any when it was over', () => {
    const late = minus(morning, days(3));

    expect(faults([note(hearing({ alarms: [other], item: 'V20' }), late)], [after])).toEqual([]);
    expect(faults([note(hearing({ alarms: [] }), plus(morning, days(9)))], [])).toEqual([]);
  });

  it('is set by the console as its readers expect it: before, at once, or on the day', () => {
    const hearingIn = vsra.triggers.find(({ id }) => id === 'T04');
    const at = (span: number, isAssessed = false) =>
      alarmTimes('2026-06-01', hearingIn, zone, minus(morning, span as never), isAssessed).map(
        ({ do: what, due }) => [what, due - morning],
      );
    const dayAfter = ['alarm', hours(24)];

    expect(at(days(20))).toEqual([['alarm', 0 - days(7)], dayAfter]);
    expect(at(days(4))).toEqual([['trigger', 0 - days(3)], dayAfter]);
    expect(at(hours(15))).toEqual([['trigger', 0 - hours(7.5)], dayAfter]);
    expect(at(0 - hours(2))).toEqual([['trigger', hours(3)], dayAfter]);
    expect(at(days(4), true)).toEqual([dayAfter]);
    expect(at(0 - days(3))).toEqual([]);
    expect(alarmTimes('2026-06-01', undefined, zone, minus(morning, days(4)))).toEqual([
      { do: 'alarm', due: morning },
    ]);
  });

  it.each([
    ['Europe/Belgrade', '2026-06-01T06:00Z'],
    ['America/New_York', '2026-06-01T12:00Z'],
  ])('begins at eight in the morning of the house in %s, whatever the device shows', (house, at) => {
    expect(alarmTimes('2026-06-01', undefined, house, minus(morning, days(4)))).toEqual([
      { do: 'alarm', due: Date.parse(at) },
    ]);
  });

  it('is answered by an assessment made when a reminder was due', () => {
    expect(faults([note(hearing())], [after], before.due)).toEqual([]);
    expect(faults([note(hearing())], [after], before.due - days(2))).toEqual(['missing']);
  });
});

describe('an alarm that a server returns', () => {
  it('is believed only as it was signed: with its own id, date and state', () => {
    const circle = aCircle();
    const { caseId } = circle;
    const statement = signedAlarm(alice, { caseId, alarm: idBytes(asId(one)), due: now });
    const stored = { id: asId(one), counter: 1, due: now, state: 'set' as const, statement };
    const judge = (over: object) =>
      judgeAlarms({ levels: [], alarms: [{ ...stored, ...over }] }, circle.chain, () => 'Alice')[0]?.fault;

    expect(judge({})).toBeNull();
    expect(judge({ id: asId(other) })).toBe('columns');
    expect(judge({ due: plus(now, hours(9)) })).toBe('columns');
    expect(judge({ counter: 2 })).toBe('columns');
  });
});
