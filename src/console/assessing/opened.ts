import { newestOf } from '../../domain/assessment/instrument-book.js';
import type { InstrumentBook } from '../../domain/assessment/instrument-book.js';
import { instrumentOf } from '../../domain/assessment/instrument-book.js';
import type { Instrument, Published } from '../../domain/assessment/instrument.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import type { FileView } from '../keeper/assessments.js';
import { hasRight } from '../keeper/has-right.js';
import { keeper } from '../session/keeper.js';
import { loadBook } from './book.js';
import {
  assessmentsIn,
  instrumentOfKind,
  planIn,
  type SignedAssessment,
  type SignedPlan,
} from './read-file.js';

/** A file that is assessed, with everything that its pages need. */
export interface Opened {
  readonly id: string;
  /** When the reading began, by this device's clock. */
  readonly readAt: number;
  readonly file: FileView;
  readonly book: InstrumentBook;
  /** For the next assessment; undefined for a circle that is not assessed. */
  readonly published: Published | undefined;
  /** Oldest first. */
  readonly assessments: readonly SignedAssessment[];
  readonly last: SignedAssessment | undefined;
  readonly plan: SignedPlan | undefined;
  /** The evaluation into which whoever signs here writes an extract; null when she is in none. */
  readonly evaluation: string | null;
}

export async function openFile(id: string): Promise<Opened> {
  const readAt = Date.now();
  const [file, book, circles] = await Promise.all([
    keeper.ask('readFile', id),
    loadBook(),
    keeper.ask('listCircles'),
  ]);
  const kind = instrumentOfKind[file.answer.kind];
  const assessments = assessmentsIn(file);
  return {
    id,
    readAt,
    file,
    book,
    published: kind ? newestOf(book, kind) : undefined,
    assessments,
    last: assessments.at(-1),
    plan: planIn(file),
    evaluation: circles.find((circle) => takesFrom(circle, file.me))?.id ?? null,
  };
}

const takesFrom = (circle: FileView['answer'], me: string): boolean =>
  circle.kind === 'evaluation' && hasRight(circle, me, rights.write);

/** The instrument that a record was made with: old ones are shown and scored with their own version. */
export const ownInstrument = (
  { book }: Pick<Opened, 'book'>,
  { text }: { readonly text: { readonly instrument: Parameters<typeof instrumentOf>[1] } },
): Instrument | 'newer' | 'altered' => instrumentOf(book, text.instrument);
