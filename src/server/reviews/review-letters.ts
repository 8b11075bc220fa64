import { z } from 'zod';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant } from '../../domain/shared/time.js';
import { text } from '../../texts/catalog.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Database } from '../platform/database/database.js';
import type { Letter, LetterWriter, MailPayload } from '../platform/mail/mail-courier.js';
import { REVIEW_SAYINGS, reviewWords } from './review-words.js';

const shape = z.union([
  z.object({
    template: z.literal('review'),
    say: z.literal('digest'),
    overdue: z.int(),
    today: z.int(),
    week: z.int(),
    // Letters that an older version left in the outbox do not say it.
    signatures: z.int().default(0),
  }),
  z.object({
    template: z.literal('review'),
    say: z.enum(REVIEW_SAYINGS),
    number: z.int(),
    due: z.int().transform(instant),
  }),
]);

/** Mails about paperwork to whoever has no phone: a number and a date. No link: mail with links teaches people to follow them. */
export class ReviewLetters implements LetterWriter {
  constructor(
    private readonly database: Database,
    private readonly zone: string,
    private readonly directory: Pick<StaffDirectory, 'byIds'>,
  ) {}

  async write(payload: MailPayload): Promise<Letter | null> {
    const news = shape.safeParse(payload);
    if (!news.success) return null;
    const staffId = payload.staffId as StaffId;
    const language =
      (await this.directory.byIds(this.database.reader, [staffId])).get(staffId)?.language ?? 'sr-Latn';
    const words = reviewWords(news.data, language, this.zone);
    return {
      subject: text(language, 'reviews.mail.subject'),
      text: text(language, 'duty.mail.body', { alert: words }),
    };
  }
}
