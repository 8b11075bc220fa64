import { chosen } from '../../domain/assessment/answers.js';
import { explain, weightiest } from '../../domain/assessment/explain.js';
import { itemOf, type Instrument, type ItemId, type Wording } from '../../domain/assessment/instrument.js';
import { levelNumber } from '../../domain/assessment/level.js';
import type { Score } from '../../domain/assessment/score.js';
import { wantsSignOff } from '../../domain/circle/sign-off.js';
import { instant } from '../../domain/shared/time.js';
import type { Language } from '../../domain/shared/language.js';
import { text } from '../../texts/catalog.js';
import type { TextKey, ValuesOf } from '../../texts/phrasebook.js';
import { agreedKey } from '../assessing/agreed.js';
import { bandsSentence, type Before } from '../assessing/before.js';
import { scoreOf } from '../assessing/form.js';
import { nameOfMeasure } from '../assessing/name-of-measure.js';
import type { SignedAssessment, SignedPlan } from '../assessing/read-file.js';
import { wordingIn } from '../assessing/use-wording.js';
import type { PlannedMeasure } from '../assessing/planned-measure.js';
import { asItStands, type Standings } from '../assessing/standing.js';
import type { LevelView } from '../keeper/judge-schedule.js';
import type { MemberView } from '../keeper/view-circle.js';
import type { Paper, PaperList } from './paper.js';

export interface PaperOrder {
  readonly language: Language;
  /** Such as "Case 4769": never a name. */
  readonly code: string;
  readonly instrument: Instrument;
  readonly assessment: SignedAssessment;
  /** How the one before came out. */
  readonly before: Before | undefined;
  readonly plan: SignedPlan | undefined;
  /** What happened to the measures since the plan was signed. */
  readonly standings: Standings;
  /** Of the server, verified; undefined for an older assessment than the newest. */
  readonly level: LevelView | undefined;
  readonly members: readonly MemberView[];
  /** Who validated the instrument; undefined while it is a proposal. */
  readonly validatedBy: string | undefined;
  readonly moment: (ms: number) => string;
}

const unknownShown = 12;

/** What the document says. The person is a code in it; members are named as they are called on duty. */
export function makePaper(order: PaperOrder): Paper {
  const { language, instrument, assessment, moment } = order;
  const say = sayIn(language);
  const words = (wording: Wording): string => wordingIn(language, wording);
  const { level } = assessment.text;
  const next = moment(order.level?.effect?.due ?? level.due);
  return {
    language,
    confidential: say('paper.confidential'),
    title: words(instrument.title),
    code: order.code,
    facts: [
      [say('paper.code'), order.code],
      [say('level.assessed'), moment(level.assessed)],
      [say('paper.author'), assessment.author],
      [say('assess.reason'), reasonOf(order)],
      ...participation(order),
      [say('paper.next'), next],
    ],
    level: levelOf(order),
    reasons: reasonsOf(order),
    plan: planOf(order),
    after: [
      { heading: say('paper.signOffs'), lines: signaturesOf(order) },
      { heading: say('paper.next'), lines: [next] },
      ...agreed(order),
    ],
    footer: footerOf(order),
    page: (page, of) => say('paper.page', { page, of }),
  };
}

function footerOf({ language, instrument: { id, version }, validatedBy }: PaperOrder): string {
  const say = sayIn(language);
  return validatedBy === undefined
    ? say('paper.footer', { instrument: id, version })
    : say('paper.footer.validated', { instrument: id, version, who: validatedBy });
}

function agreed({ language, plan, instrument }: PaperOrder): PaperList[] {
  if (!plan?.text.note) return [];
  return [{ heading: sayIn(language)(agreedKey(instrument)), lines: [plan.text.note] }];
}

type SayIn = <Key extends TextKey>(key: Key, ...values: ValuesOf<Key>) => string;

const sayIn =
  (language: Language): SayIn =>
  (key, ...values) =>
    text(language, key, ...values);

function reasonOf({ language, instrument, assessment }: PaperOrder): string {
  const { reason, trigger } = assessment.text;
  const said = sayIn(language)(`assess.reason.${reason}`);
  const event = instrument.triggers.find(({ id }) => id === trigger);
  return event ? `${said}: ${wordingIn(language, event.words)}` : said;
}

function participation({ language, assessment }: PaperOrder): [string, string][] {
  const say = sayIn(language);
  const { about } = assessment.text;
  if (about.is === 'organisation') return [[say('assess.from'), `${about.from} – ${about.to}`]];
  const label = say(about.is === 'worker' ? 'assess.workerTookPart' : 'assess.tookPart');
  return [[label, say(`assess.tookPart.${about.tookPart}`)]];
}

function levelOf(order: PaperOrder): Paper['level'] {
  const { language, instrument, assessment, moment } = order;
  const say = sayIn(language);
  const { level, override } = assessment.text;
  const score = scoreOf(instrument, assessment.text);
  return {
    label: say('level.inForce'),
    words: say(`level.${level.inForce}`),
    rank: level.inForce,
    notes: [
      ...(level.inForce === level.computed
        ? []
        : [say('paper.computed', { level: say(`level.${level.computed}`) })]),
      ...(override ? [say('paper.override', { reason: override.reason })] : []),
      ...(level.loweredUntil > 0 ? [say('paper.loweredUntil', { at: moment(level.loweredUntil) })] : []),
      ...(score.provisional ? [say('paper.provisional')] : []),
      say('assess.ceiling', { level: say(`level.${levelNumber(score.ceiling)}`) }),
      ...compared(order, score),
    ],
  };
}

/** The bands, and the level and bands of the time before. */
function compared({ language, instrument, before, moment }: PaperOrder, score: Score): string[] {
  const say = sayIn(language);
  const bandsOf = ({ row, column }: Score['bands']): string =>
    say(bandsSentence(instrument), { row, column });
  if (!before) return [bandsOf(score.bands)];
  const then = say('assess.before', { at: moment(before.assessed), level: say(`level.${before.level}`) });
  return [bandsOf(score.bands), before.bands ? `${then} ${bandsOf(before.bands)}` : then];
}

function reasonsOf({ language, instrument, assessment }: PaperOrder): PaperList[] {
  const say = sayIn(language);
  const score = scoreOf(instrument, assessment.text);
  const why = explain(score);
  const most = weightiest(instrument, score);
  const nameOf = (id: ItemId): string => {
    const item = itemOf(instrument, id);
    if (!item) return id;
    const answer = wordingIn(language, chosen(item, assessment.text.answers).words);
    return `${id} ${wordingIn(language, item.question)} ${answer}.`;
  };
  const rules = why.rules.map(({ id }) => {
    const rule = instrument.combinations.find((each) => each.id === id);
    return rule ? wordingIn(language, rule.why) : id;
  });
  const critical = why.critical.map(({ item }) => item);
  const rest = most.contributions
    .map(({ item }) => item)
    .filter((item) => most.are === 'gaps' || !critical.includes(item));
  return [
    { heading: say('assess.why.critical'), lines: critical.map(nameOf) },
    { heading: say('assess.why.rules'), lines: rules },
    { heading: say(`assess.why.${most.are}`), lines: rest.map(nameOf) },
    { heading: say('assess.why.unknown', { count: why.unknown.length }), lines: unknownLines(why.unknown) },
    { heading: say('assess.freeNote'), lines: assessment.text.note === '' ? [] : [assessment.text.note] },
  ].filter(({ lines }) => lines.length > 0);
}

/** Numbers only: a blank form would fill pages with questions that nobody could answer. */
const unknownLines = (unknown: readonly ItemId[]): string[] =>
  unknown.length === 0
    ? []
    : [`${unknown.slice(0, unknownShown).join(', ')}${unknown.length > unknownShown ? ', …' : ''}`];

function planOf({ language, instrument, plan, standings, members, moment }: PaperOrder): Paper['plan'] {
  const say = sayIn(language);
  const nameOf = (id: string): string => members.find((member) => member.id === id)?.name ?? '';
  const measures = (plan?.text.measures ?? [])
    .map((measure) => asItStands(measure, standings.get(measure.id), undefined))
    .filter(({ state }) => state !== 'dropped');
  const stateOf = ({ id, state }: PlannedMeasure): string => {
    const effect = standings.get(id)?.effect;
    const said = say(`plan.state.${state}`);
    return effect ? `${said}. ${say(`plan.effect.${effect}`)}` : said;
  };
  return {
    heading: say('plan.title'),
    columns: [say('paper.measure'), say('plan.owner'), say('plan.due'), say('plan.state')],
    rows: measures.map((measure) => [
      nameOfMeasure(instrument, measure, (wording) => wordingIn(language, wording)),
      measure.owner.is === 'person' ? nameOf(measure.owner.staffId) : say(`plan.owner.${measure.owner.name}`),
      moment(measure.due),
      stateOf(measure),
    ]),
    empty: say(plan ? 'paper.noMeasure' : 'paper.noPlan'),
  };
}

/** Second signatures are known of the newest assessment only; one that belongs there and is missing stands on the paper. */
function signaturesOf({ language, assessment, level, moment }: PaperOrder): string[] {
  const say = sayIn(language);
  const { level: signed } = assessment.text;
  const isNewest = level?.record === assessment.record;
  const second = isNewest ? level.signOffs.filter(({ isSound }) => isSound) : [];
  const isMissing = isNewest && second.length === 0 && wantsSignOff(signableOf(signed), instant(Date.now()));
  return [
    say('paper.signed', { name: assessment.author, at: moment(signed.assessed) }),
    ...second.map(({ name, signedAt }) => say('paper.signedOff', { name, at: moment(signedAt) })),
    ...(isMissing ? [say('paper.signOffMissing')] : []),
    ...(isNewest ? [] : [say('paper.signOffElsewhere')]),
  ];
}

const signableOf = ({ loweredUntil, ...level }: SignedAssessment['text']['level']) => ({
  ...level,
  loweredUntil: loweredUntil === 0 ? null : instant(loweredUntil),
});
