import type { Language } from '../../domain/shared/language.js';
import type { MeasureOwnerName } from '../../domain/review/measure.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { text } from '../../texts/catalog.js';
import type { StaffList } from '../identity/staff-list.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { calendarFile, type CalendarEntry } from './calendar-file.js';
import type { MeasureRepository } from './measure.repository.js';
import type { ReviewRepository } from './review.repository.js';
import type { TaskRepository } from './task.repository.js';

const mostEntries = 400;
const everything = { after: null, until: null, place: null, limit: mostEntries } as const;

/** What a person holds, as a calendar file in her language. */
export class ReadCalendar {
  constructor(
    private readonly clock: Clock,
    private readonly staff: Pick<StaffList, 'self'>,
    private readonly reviews: ReviewRepository,
    private readonly measures: MeasureRepository,
    private readonly tasks: TaskRepository,
  ) {}

  /** @param names the functions and roles that she has: what is theirs is hers too */
  async run(tx: Transaction, staffId: StaffId, names: readonly MeasureOwnerName[]): Promise<string> {
    const { language } = await this.staff.self(tx, staffId);
    const reviews = await this.reviews.search(tx, { holder: staffId, ...everything });
    const measures = await this.measures.search(tx, { mine: { staffId, names }, ...everything });
    const tasks = await this.tasks.search(tx, { mine: { staffId, leads: false }, ...everything });
    const entries = [
      ...reviews.map((one) => entryOf(one, 'reviews.calendar.review', language)),
      ...[...measures, ...tasks].map((one) => entryOf(one, 'reviews.calendar.task', language)),
    ];
    const first = entries.sort((a, b) => a.at - b.at).slice(0, mostEntries);
    return calendarFile(text(language, 'reviews.calendar.name'), first, this.clock.now());
  }
}

const entryOf = (
  { id, due, number }: { id: string; due: CalendarEntry['at']; number: number },
  title: 'reviews.calendar.review' | 'reviews.calendar.task',
  language: Language,
): CalendarEntry => ({ uid: id, at: due, title: text(language, title, { number }) });
