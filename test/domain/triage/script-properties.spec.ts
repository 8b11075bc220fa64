import { LANGUAGES } from '../../../src/domain/shared/language.js';
import { instant } from '../../../src/domain/shared/time.js';
import { outranks, PRIORITIES, QUESTIONS, type Priority } from '../../../src/domain/triage/instrument.js';
import {
  advance,
  beginScript,
  markRepeatContact,
  type Advance,
  type ContactAct,
  type Script,
} from '../../../src/domain/triage/script.js';
import { screenOf } from '../../../src/domain/triage/screen.js';
import { renderNote, renderScreen } from '../../../src/texts/render.js';
import { hit, noon } from './conversation-builder.js';
import fc from '../../builders/properties.js';

const onShift = { somebodyOnShift: true, opensAt: null };

/** An act as it can arrive: mostly a button of the screen that is shown, sometimes anything at all. */
type Move =
  | { readonly press: number }
  | { readonly again: number }
  | { readonly act: ContactAct }
  | { readonly repeat: true };

const anAct: fc.Arbitrary<ContactAct> = fc.oneof(
  fc.record({ kind: fc.constant('tap' as const), data: fc.string({ unit: 'binary', maxLength: 80 }) }),
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.string({ unit: 'binary' }),
    dangerWords: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('sign-of-life' as const),
    what: fc.constantFrom(
      'voice' as const,
      'photo' as const,
      'sticker' as const,
      'edit' as const,
      'other' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('command' as const),
    name: fc.constantFrom('start' as const, 'exit' as const, 'language' as const, 'person' as const),
  }),
  fc.constant({ kind: 'silence' as const }),
);
const aMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ press: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ again: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ act: anAct }) },
  { weight: 1, arbitrary: fc.constant({ repeat: true as const }) },
);
const moves = fc.array(aMove, { maxLength: 60 });

interface Seen extends Advance {
  readonly before: Script;
}

/** Plays the moves; pressed buttons are real ones, and old ones are pressed again later. */
function play(list: readonly Move[], begin = beginScript(noon, 'sr-Latn')): Seen[] {
  let script = begin;
  const pressed: string[] = [];
  return list.map((move, index) => {
    const before = script;
    const next =
      'repeat' in move
        ? markRepeatContact(hit, script)
        : advance(hit, script, actOf(move, script, pressed), instant(noon + index + 1));
    script = next.script;
    return { ...next, before };
  });
}

function actOf(move: Exclude<Move, { repeat: true }>, script: Script, pressed: string[]): ContactAct {
  if ('act' in move) return move.act;
  const buttons = renderScreen(hit, screenOf(script), script.language, onShift).rows.flat();
  const data =
    'again' in move ? pressed[move.again] : buttons[move.press % Math.max(buttons.length, 1)]?.data;
  if (data !== undefined) pressed.push(data);
  return { kind: 'tap', data: data ?? 'gone' };
}

const rank = (priority: Priority): number => PRIORITIES.indexOf(priority);

describe('the script, whatever a contact does', () => {
  it('never throws, and stays plain JSON', () => {
    fc.assert(
      fc.property(moves, (list) => {
        for (const { script } of play(list)) expect(JSON.parse(JSON.stringify(script))).toEqual(script);
      }),
      { numRuns: 300 },
    );
  });

  it('never lowers a priority, and tells it again only when there is more to tell', () => {
    fc.assert(
      fc.property(moves, (list) => {
        let told: Priority = 'BLUE';
        const toldInRun = new Map<string, Priority>();
        for (const { outcomes, script } of play(list)) {
          for (const { triage } of outcomes.filter((each) => each.kind === 'triaged')) {
            expect(rank(triage.priority)).toBeGreaterThanOrEqual(rank(told));
            if (toldInRun.get(script.stamp) === triage.priority) expect(triage.needsChildWorker).toBe(true);
            told = triage.priority;
            toldInRun.set(script.stamp, told);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('asks no question twice in a run, at most eight, and never goes back', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const asked = new Map<string, string[]>();
        for (const { script, before } of play(list)) {
          if (script.stage === before.stage && script.stamp === before.stamp) continue;
          asked.set(script.stamp, [...(asked.get(script.stamp) ?? []), script.stage]);
        }
        for (const stages of asked.values()) {
          const questions = stages.filter((stage) => (QUESTIONS as readonly string[]).includes(stage));
          expect(questions).toEqual([...new Set(questions)].sort());
          expect(questions.length).toBeLessThanOrEqual(8);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('asks one question at a time, with buttons of at most 64 bytes and at most 4,096 characters', () => {
    fc.assert(
      fc.property(moves, fc.constantFrom(...LANGUAGES), fc.boolean(), (list, language, somebodyOnShift) => {
        for (const { screen, note } of play(list, beginScript(noon, language))) {
          const values = { somebodyOnShift, opensAt: somebodyOnShift ? null : '08:00' };
          if (note !== null) expect(renderNote(hit, note, language, values)).not.toBe('');
          if (screen === null) continue;
          const { text, rows } = renderScreen(hit, screen, language, values);
          expect(text.length).toBeLessThanOrEqual(4_096);
          expect(text.split('?').length - 1).toBeLessThanOrEqual(1);
          for (const { label, data } of rows.flat()) {
            expect(label).not.toBe('');
            expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('grants a person from every state', () => {
    fc.assert(
      fc.property(moves, fc.boolean(), (list, byTap) => {
        const script = play(list).at(-1)?.script ?? beginScript(noon);
        const act: ContactAct = byTap
          ? { kind: 'tap', data: 't:*:person' }
          : { kind: 'command', name: 'person' };

        const { outcomes, script: after } = advance(hit, script, act, instant(noon + 99));

        expect(outcomes.map(({ kind }) => kind)).toContain('person-wanted');
        expect(after.personWanted).toBe(true);
        expect(after.told !== null && !outranks('YELLOW', after.told.priority)).toBe(true);
      }),
    );
  });

  it('lets go from every state', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const script = play(list).at(-1)?.script ?? beginScript(noon);

        expect(advance(hit, script, { kind: 'command', name: 'exit' }, noon).script.stage).toBe('left');
      }),
    );
  });

  it('shows the same screen and keeps the same state when a tap is doubled', () => {
    fc.assert(
      fc.property(moves, fc.nat(20), (list, press) => {
        const script = play(list).at(-1)?.script ?? beginScript(noon);
        const buttons = renderScreen(hit, screenOf(script), 'en', onShift).rows.flat();
        fc.pre(buttons.length > 0);
        const act: ContactAct = { kind: 'tap', data: buttons[press % buttons.length]?.data ?? '' };

        const once = advance(hit, script, act, instant(noon + 99));
        const twice = advance(hit, once.script, act, instant(noon + 100));

        expect(twice.script).toEqual(once.script);
        expect(twice.outcomes.filter(({ kind }) => kind !== 'person-wanted')).toEqual([]);
      }),
    );
  });

  it('skips alone never wake with RED', () => {
    const skips = fc.array(fc.constantFrom('skip', 'dont_know', 'start', 'done', 'resume', null), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(skips, (list) => {
        let script = beginScript(noon);
        for (const choice of list) {
          const act: ContactAct =
            choice === null
              ? { kind: 'silence' }
              : { kind: 'tap', data: `t:${script.stamp}.${script.stage}:${choice}` };
          script = advance(hit, script, act, noon).script;
        }

        expect(script.told?.priority ?? 'BLUE').not.toBe('RED');
      }),
    );
  });

  it('holds no answers after an end, and nothing that was typed', () => {
    fc.assert(
      fc.property(moves, (list) => {
        for (const { script, outcomes } of play(list)) {
          if (outcomes.some(({ kind }) => kind === 'finished')) expect(script.answers).toEqual({});
        }
      }),
    );
  });
});
