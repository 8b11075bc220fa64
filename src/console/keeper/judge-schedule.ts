import type { readSchedule } from '../../contracts/circles/schedule.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { idText } from '../../contracts/shared/scalars.js';
import { effectOf, type StatedLevel } from '../../domain/circle/level-rules.js';
import type { SignableLevel } from '../../domain/circle/sign-off.js';
import type { Instant } from '../../domain/shared/time.js';
import { AlarmBoard } from '../../e2ee/circle/alarm-board.js';
import { alarmStates, type Alarm } from '../../e2ee/circle/alarm.js';
import type { CaseChain } from '../../e2ee/circle/case-chain.js';
import { levelFlags, type LevelFields } from '../../e2ee/circle/level-statement.js';
import { judgeLevel, judgeLevelUnread, type LevelVerdict } from '../../e2ee/circle/level-verdict.js';
import { hex } from '../../e2ee/shared/bytes.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';
import { signOffsOf, type OpenedCircle, type SignOffView } from './judge-sign-offs.js';

type Schedule = AnswerOf<typeof readSchedule>;
type Stated = Schedule['levels'][number];

/** The level of one instrument: what the server schedules by, and whether somebody signed exactly that. */
export interface LevelView {
  readonly instrument: string;
  /** `red`: the columns are not what was signed, or nobody signed them. */
  readonly state: 'verified' | 'red';
  readonly why: 'missing' | 'refused' | 'columns' | null;
  /** The columns that differ. */
  readonly columns: readonly string[];
  /** The server's copy, as it says; null when it has none. */
  readonly said: StatedLevel | null;
  /** What holds now; of a red level only the server's word. */
  readonly effect: { readonly level: number; readonly due: number; readonly awaitsSignOff: boolean } | null;
  /** Of the assessment that the statement speaks of, in hex. */
  readonly record: string | null;
  readonly author: string | null;
  readonly signOffs: readonly SignOffView[];
}

export interface AlarmView {
  readonly id: string;
  readonly due: number;
  readonly counter: number;
  readonly author: string;
  /** Why the statement or a column is not believed; null: it is. */
  readonly fault: string | null;
}

type NameOf = (id: Uint8Array) => string;

/** Every instrument that the server schedules by, and every other one of which an assessment is in the chain. */
export function judgeLevels(
  { levels }: Schedule,
  circle: OpenedCircle,
  instruments: readonly string[],
  nameOf: NameOf,
): LevelView[] {
  const served = new Map(levels.map((level) => [level.instrument, level]));
  const names = new Set([...served.keys(), ...instruments]);
  return [...names].flatMap((instrument) => {
    const stated = served.get(instrument);
    const verdict = judgeLevel(instrument, servedLevel(stated), circle.chain, circle.contents);
    return verdict.state === 'none' ? [] : [levelView(instrument, verdict, stated, circle, nameOf)];
  });
}

/** One level from a chain without contents; null where there is nothing to say. */
export function judgeLevelOf(instrument: string, { levels }: Schedule, chain: CaseChain): LevelView | null {
  const stated = levels.find((level) => level.instrument === instrument);
  const verdict = judgeLevelUnread(instrument, servedLevel(stated), chain);
  const circle = { chain, contents: [], subject: null };
  return verdict.state === 'none' ? null : levelView(instrument, verdict, stated, circle, () => '');
}

const servedLevel = (stated: Stated | undefined) => ({
  statement: stated?.statement,
  columns: stated ? columnsOf(stated) : undefined,
});

const columnsOf = (stated: Stated): LevelFields => ({
  instrument: stated.instrument,
  version: stated.major,
  computed: stated.computed,
  inForce: stated.inForce,
  flags:
    (stated.provisional ? levelFlags.provisional : 0) |
    (stated.criticalUnknown ? levelFlags.criticalUnknown : 0) |
    (stated.loweringForbidden ? levelFlags.loweringForbidden : 0),
  assessed: stated.assessed,
  due: stated.due,
  loweredUntil: stated.loweredUntil ?? 0,
});

function levelView(
  instrument: string,
  verdict: Exclude<LevelVerdict, { state: 'none' }>,
  stated: Stated | undefined,
  circle: OpenedCircle,
  nameOf: NameOf,
): LevelView {
  const { state } = verdict;
  const red = state === 'red' ? { why: verdict.why, columns: verdict.columns } : { why: null, columns: [] };
  if (!stated) return { instrument, state, ...red, ...nothingStated };
  const said = saidBy(stated);
  const signOffs = state === 'red' ? [] : signOffsOf(stated, verdict.statement, circle, nameOf);
  return {
    instrument,
    state,
    ...red,
    said,
    effect: state === 'red' ? stated.effect : effectFrom({ ...said, instrument }, signOffs),
    record: hex(stated.record),
    author: stated.author,
    signOffs,
  };
}

const nothingStated = { said: null, effect: null, record: null, author: null, signOffs: [] } as const;

/** What follows from what was signed, reckoned here: nobody has to believe the server's own result. */
const effectFrom = (said: StatedLevel & SignableLevel, signOffs: readonly SignOffView[]) =>
  effectOf(
    said,
    signOffs.some(({ isSound }) => isSound),
    Date.now() as Instant,
  );

const saidBy = (stated: Stated): NonNullable<LevelView['said']> => {
  const { computed, inForce, provisional, criticalUnknown, loweringForbidden } = stated;
  const { assessed, due, loweredUntil } = stated;
  return { computed, inForce, provisional, criticalUnknown, loweringForbidden, assessed, due, loweredUntil };
};

/** The alarms that are set, soonest first, each with what is wrong about it. */
export const judgeAlarms = ({ alarms }: Schedule, chain: CaseChain, nameOf: NameOf): AlarmView[] =>
  alarms
    .filter(({ state }) => state === 'set')
    .map((stored) => ({
      id: stored.id,
      due: stored.due,
      counter: stored.counter,
      ...judgeAlarm(stored, chain, nameOf),
    }))
    .sort((a, b) => a.due - b.due);

type StoredAlarm = Schedule['alarms'][number];

function judgeAlarm(
  stored: StoredAlarm,
  chain: CaseChain,
  nameOf: NameOf,
): Pick<AlarmView, 'author' | 'fault'> {
  try {
    const alarm = new AlarmBoard(chain).accept(stored.statement);
    return { author: nameOf(alarm.author), fault: isCopyOf(stored, alarm) ? null : 'columns' };
  } catch (caught) {
    return { author: '', fault: refusalOf(caught).reason };
  }
}

const isCopyOf = (stored: StoredAlarm, { alarm, due, counter, state }: Alarm): boolean =>
  idText(alarm) === stored.id &&
  due === stored.due &&
  counter === stored.counter &&
  state === alarmStates.set;
