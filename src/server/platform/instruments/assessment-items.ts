import type {
  Certainty,
  Critical,
  Item,
  Option,
  Wording,
} from '../../../domain/assessment/instrument.js';
import type { Level } from '../../../domain/assessment/level.js';
import type { FileContextItem, FileControl, FileItem, ProviderFile, VictimFile } from './assessment-schema.js';

export interface FileWords {
  readonly en: string;
  readonly sr: string;
  readonly reviewed?: boolean | undefined;
}
type StandardAnswers = VictimFile['answers']['standard'];
type ControlAnswers = ProviderFile['answers']['control'];
/** Name of a derived flag → the word by which options say it. */
type FlagWords = Readonly<Record<string, { readonly from: string; readonly option: string }>>;

/** Turns the file's items into the engine's: what is critical becomes floors of options, values become hundredths. */
export class ItemMaker {
  constructor(private readonly textsReviewed: boolean) {}

  words = ({ en, sr, reviewed }: FileWords): Wording => ({ en, sr, reviewed: reviewed ?? this.textsReviewed });

  standard(item: FileItem, answers: StandardAnswers, flags: FlagWords, section: string): Item {
    const weighs = weightOf(item);
    return {
      id: item.id,
      section: item.s ?? section,
      question: this.words(item),
      why: this.words(item.why),
      help: item.help === undefined ? null : this.words(item.help),
      evidence: null,
      options: item.options === undefined ? this.yesOrNo(answers, item.critical) : this.choices(item, flags),
      weight: weighs,
      protects: item.dim === 'protective' ? item.w : 0,
      critical: item.critical,
      dateField: item.extra_field?.id ?? null,
      isComputed: false,
      indicator: null,
      measures: item.m,
    };
  }

  private yesOrNo(answers: StandardAnswers, critical: FileItem['critical']): Option[] {
    return Object.entries(answers).map(([id, answer]) => ({
      ...plain,
      id,
      words: this.words(answer),
      value: hundredths(answer.value),
      isUnknown: answer.counts_as_uncertain === true,
      isNotApplicable: id === 'na',
      certainty: certaintyOf(id),
      floor: critical === null ? null : criticalFloor(critical, certaintyOf(id)),
    }));
  }

  private choices(item: FileItem, flags: FlagWords): Option[] {
    const mine = Object.entries(flags).filter(([, { from }]) => from === item.id);
    return Object.entries(item.options ?? {}).map(([id, option]) => {
      const isUnknown = option.counts_as_uncertain === true;
      return {
        ...plain,
        id,
        words: this.words(option),
        value: hundredths(option.value),
        isUnknown,
        certainty: isUnknown ? ('unknown' as const) : ('no' as const),
        flags: Object.fromEntries(
          mine.map(([name, { option: word }]) => [name, flagOf((option as Record<string, unknown>)[word], isUnknown)]),
        ),
      };
    });
  }

  /** @param floors by answer, such as `3` */
  context(item: FileContextItem, unknown: FileWords, unknownValue: number, floors: ReadonlyMap<string, Level>): Item {
    const anchors = Object.entries(item.anchors).map(
      ([id, words]): Option => ({ ...plain, id, words: this.words(words), value: hundredths(Number(id)), floor: floors.get(id) ?? null }),
    );
    const open: Option = {
      ...plain,
      id: 'unknown',
      words: this.words(unknown),
      value: hundredths(unknownValue),
      isUnknown: true,
      certainty: 'unknown',
    };
    return {
      ...bare,
      id: item.id,
      section: 'A1',
      question: this.words(item),
      help: item.note === undefined ? null : this.words(item.note),
      evidence: item.evidence_hint === undefined ? null : this.words(item.evidence_hint),
      options: [...anchors, open],
      weight: { row: 1, column: 0 },
      isComputed: item.computed_from_system === true,
      indicator: item.astra_indicator ?? null,
    };
  }

  /** @param floors of a key control, by answer */
  control(item: FileControl, answers: ControlAnswers, section: string, floors: ReadonlyMap<string, Level>): Item {
    const isKey = item.key === true;
    return {
      ...bare,
      id: item.id,
      section,
      question: this.words(item),
      why: this.words(item.why),
      options: Object.entries(answers).map(([id, answer]) => ({
        ...plain,
        id,
        words: this.words(answer),
        value: hundredths(answer.gap),
        isUnknown: answer.counts_as_uncertain === true,
        isNotApplicable: id === 'na',
        certainty: answer.counts_as_uncertain === true ? 'unknown' : 'no',
        floor: isKey ? (floors.get(id) ?? null) : null,
      })),
      weight: { row: 0, column: item.w },
      critical: isKey ? 'key' : null,
    };
  }
}

const plain = {
  isUnknown: false,
  isNotApplicable: false,
  certainty: 'no',
  floor: null,
  flags: {},
} as const satisfies Partial<Option>;

const bare = {
  why: null,
  help: null,
  evidence: null,
  protects: 0,
  critical: null,
  dateField: null,
  isComputed: false,
  indicator: null,
  measures: [],
} as const satisfies Partial<Item>;

const hundredths = (value: number): number => Math.round(value * 100);

const weightOf = ({ dim, w, w_impact: extra = 0 }: FileItem): Item['weight'] => {
  if (dim === 'protective') return { row: 0, column: 0 };
  return dim === 'likelihood' ? { row: w, column: extra } : { row: 0, column: w };
};

const certaintyOf = (answer: string): Certainty =>
  answer === 'yes' || answer === 'suspected' || answer === 'unknown' ? answer : 'no';

/** Step 1 of the scoring. */
function criticalFloor(critical: Exclude<Critical, 'key'>, answer: Certainty): Level | null {
  if (answer === 'no') return null;
  if (answer === 'unknown' || critical === 'medium') return 'medium';
  return critical === 'extreme' && answer === 'yes' ? 'extreme' : 'high';
}

function flagOf(said: unknown, isUnknown: boolean): Certainty {
  if (said === true) return 'yes';
  if (said === 'unknown') return 'unknown';
  return said === undefined && isUnknown ? 'unknown' : 'no';
}
