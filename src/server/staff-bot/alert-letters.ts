import { z } from 'zod';
import type { StaffId } from '../../domain/shared/ids.js';
import { text } from '../../texts/catalog.js';
import { ALERT_KINDS, ALERT_LEVELS } from '../../domain/escalation/alert.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Database } from '../platform/database/database.js';
import type { Letter, LetterWriter, MailPayload } from '../platform/mail/mail-courier.js';
import { kindWords } from './alert-words.js';

const alertShape = z.object({
  template: z.literal('alert'),
  kind: z.enum(ALERT_KINDS),
  level: z.enum(ALERT_LEVELS),
  number: z.number().int(),
});

/** Mails about alerts: level, kind and number in the reader's language. No link: mail with links teaches people to follow them. */
export class AlertLetters implements LetterWriter {
  constructor(
    private readonly database: Database,
    private readonly directory: Pick<StaffDirectory, 'byIds'>,
  ) {}

  async write(payload: MailPayload): Promise<Letter | null> {
    const face = alertShape.safeParse(payload);
    if (!face.success) return null;
    const staffId = payload.staffId as StaffId;
    const found = await this.directory.byIds(this.database.reader, [staffId]);
    const language = found.get(staffId)?.language ?? 'sr-Latn';
    const { kind, level, number } = face.data;
    const alert = text(language, 'staff.alert.open', { level, kind: kindWords(language, kind), number });
    return { subject: alert, text: text(language, 'duty.mail.body', { alert }) };
  }
}
