import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Language } from '../../domain/shared/language.js';
import type { StaffDirectory, StaffMember } from '../identity/staff-directory.port.js';
import { instantOrNull } from '../platform/database/columns.js';
import type { Transaction } from '../platform/database/database.js';
import { urgencyOf, type AlertEnd, type AlertFace, type AlertLevel } from './alert.js';
import type { AlertRepository } from './alert.repository.js';
import { faceOf, isWaiting, type AlertRow } from './alert.row.js';
import type { NoticeRecord, NoticeRepository } from './notice.repository.js';

export interface Colleague {
  readonly id: StaffId;
  readonly name: string;
}

/** What one message shall show to its reader at this moment. */
export type NoticeContent =
  | { readonly is: 'waiting'; readonly alert: AlertFace; readonly declined: boolean }
  | { readonly is: 'test'; readonly alert: AlertFace; readonly answered: boolean }
  | {
      readonly is: 'yours';
      readonly alert: AlertFace;
      readonly offeredTo: string | null;
      readonly colleagues: readonly Colleague[] | null;
    }
  | { readonly is: 'offered'; readonly alert: AlertFace; readonly by: string }
  | { readonly is: 'taken'; readonly alert: AlertFace; readonly by: string }
  | {
      readonly is: 'over';
      readonly alert: AlertFace;
      readonly outcome: AlertEnd;
      readonly by: string | null;
    }
  | {
      readonly is: 'many';
      readonly count: number;
      readonly level: AlertLevel;
      readonly oldest: AlertFace;
    }
  | { readonly is: 'none-left' }
  /** A newer grouped message has taken this one's place. */
  | { readonly is: 'more-below' };

export interface NoticeView {
  readonly notice: NoticeRecord;
  readonly language: Language;
  readonly content: NoticeContent;
}

/** Reads what a message shall show now. */
export class ReadNotice {
  constructor(
    private readonly alerts: AlertRepository,
    private readonly notices: NoticeRepository,
    private readonly directory: StaffDirectory,
  ) {}

  /** @returns null when there is no such message, or its reader has left */
  async run(tx: Transaction, noticeId: string): Promise<NoticeView | null> {
    const notice = await this.notices.find(tx, noticeId);
    if (!notice) return null;
    const reader = (await this.directory.byIds(tx, [notice.staffId])).get(notice.staffId);
    if (!reader?.active) return null;
    const content =
      notice.alertId === null
        ? await this.#many(tx, notice)
        : await this.#one(tx, notice, notice.alertId, reader);
    return content && { notice, language: reader.language, content };
  }

  async #many(tx: Transaction, notice: NoticeRecord): Promise<NoticeContent> {
    if (await this.notices.isSuperseded(tx, notice.id)) return { is: 'more-below' };
    const ids = await this.notices.waitingAlerts(tx, notice.staffId, instantOrNull(notice.sentAt));
    const byId = new Map((await this.alerts.byIds(tx, ids)).map((alert) => [alert.id, alert]));
    const waiting = ids.map((id) => byId.get(id)).filter((alert) => alert !== undefined);
    const [oldest] = waiting;
    if (!oldest) return { is: 'none-left' };
    const level = waiting.map((alert) => alert.level).sort((a, b) => urgencyOf(b) - urgencyOf(a))[0];
    return { is: 'many', count: waiting.length, level: level ?? oldest.level, oldest: faceOf(oldest) };
  }

  async #one(
    tx: Transaction,
    notice: NoticeRecord,
    alertId: AlertId,
    reader: StaffMember,
  ): Promise<NoticeContent | null> {
    const alert = await this.alerts.find(tx, alertId);
    if (!alert) return null;
    if (alert.kind === 'test') return this.#test(tx, alert, reader.id);
    if (alert.resolvedAt !== null) return this.#over(tx, alert);
    if (isWaiting(alert)) {
      const declined = (await this.alerts.whoDid(tx, alert, 'not-me')).has(reader.id);
      return { is: 'waiting', alert: faceOf(alert), declined };
    }
    return this.#held(tx, alert, notice, reader.id);
  }

  async #held(
    tx: Transaction,
    alert: AlertRow,
    notice: NoticeRecord,
    reader: StaffId,
  ): Promise<NoticeContent> {
    const face = faceOf(alert);
    const by = await this.#nameOf(tx, alert.acknowledgedBy);
    if (alert.acknowledgedBy === reader) {
      const colleagues = notice.menu === 'colleagues' ? await this.#colleagues(tx, reader) : null;
      return { is: 'yours', alert: face, offeredTo: await this.#nameOf(tx, alert.offeredTo), colleagues };
    }
    const isOffered = alert.offeredTo === reader && notice.how === 'offer';
    return { is: isOffered ? 'offered' : 'taken', alert: face, by: by ?? '?' };
  }

  async #test(tx: Transaction, alert: AlertRow, reader: StaffId): Promise<NoticeContent> {
    const answered =
      alert.acknowledgedBy === reader ||
      (await this.alerts.whoDid(tx, alert, 'also-acknowledged')).has(reader);
    return { is: 'test', alert: faceOf(alert), answered };
  }

  async #over(tx: Transaction, alert: AlertRow): Promise<NoticeContent> {
    const by = await this.#nameOf(tx, alert.resolvedBy);
    return { is: 'over', alert: faceOf(alert), outcome: alert.outcome ?? 'resolved', by };
  }

  /** Whom she can ask to take over: everybody else whose phone answers. */
  async #colleagues(tx: Transaction, reader: StaffId): Promise<readonly Colleague[]> {
    const staff = await this.directory.everyone(tx);
    return staff
      .filter(({ id, phoneReachable }) => phoneReachable && id !== reader)
      .map(({ id, dutyName }) => ({ id, name: dutyName }));
  }

  async #nameOf(tx: Transaction, id: StaffId | null): Promise<string | null> {
    if (id === null) return null;
    return (await this.directory.byIds(tx, [id])).get(id)?.dutyName ?? null;
  }
}
