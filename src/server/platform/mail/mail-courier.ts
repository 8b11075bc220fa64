import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';
import { seconds, type Duration } from '../../../domain/shared/time.js';
import type { Courier, Delivery, Parcel } from '../outbox/courier.js';
import type { Log } from '../logging/log.js';
import { Gate } from './gate.js';
import { mailFailure } from './mail-failure.js';
import { smtpOptions, type MailServer } from './smtp-server-address.js';

/** Who knows where a person's mail goes. null: she has no address, or is no longer with us. */
export interface AddressBook {
  mailAddressOf(staffId: string): Promise<string | null>;
}

/** One line and one short text, plain, without anything about a case. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** What a mail says. `template` names the letter; the rest fills it: a kind, a level, a number, nothing else. */
export const mailPayload = z.looseObject({ staffId: z.string(), template: z.string() });
export type MailPayload = z.infer<typeof mailPayload>;

/** Writes the letter that a payload asks for; null when it knows no such letter. */
export interface LetterWriter {
  write(payload: MailPayload): Letter | null | Promise<Letter | null>;
}

/** How long one delivery may take, however slowly the server drips, and how long one waits for its turn before that. */
export interface MailPatience {
  readonly delivery: Duration;
  readonly inLine: Duration;
}

/** Together well below the 60 seconds for which a parcel is leased. */
const usualPatience: MailPatience = { delivery: seconds(35), inLine: seconds(10) };
const connectionsAtOnce = 5;

/**
 * Carries mail over SMTP: plain text, no links, no images, nothing that reports back. The address is looked up when the
 * mail leaves, so it stands neither in the outbox nor in a log.
 *
 * @param server null: no mail server is configured; each parcel is dead at once (`no-smtp`), so that it falls through
 */
export class MailCourier implements Courier {
  readonly channel = 'mail';
  readonly #transport: Transporter | null;
  /** A flood must not open a connection for each mail: servers answer that by refusing all of them. */
  readonly #gate: Gate;

  constructor(
    private readonly server: MailServer | null,
    private readonly addresses: AddressBook,
    private readonly letters: LetterWriter,
    private readonly log: Log,
    private readonly patience: MailPatience = usualPatience,
  ) {
    this.#gate = new Gate(connectionsAtOnce, patience.inLine);
    this.#transport = server && createTransport(smtpOptions(server));
  }

  async deliver(parcel: Parcel): Promise<Delivery> {
    if (!this.#transport || !this.server) return { result: 'dead', code: 'no-smtp' };
    const payload = mailPayload.safeParse(parcel.payload);
    if (!payload.success) return { result: 'dead', code: 'bad-payload' };
    // The word that couriers use when the channel works and only the traffic is too much.
    if (!(await this.#gate.enter())) return { result: 'retry', after: seconds(1), code: 'too-many' };
    try {
      return await this.#write(this.#transport, this.server.from, parcel, payload.data);
    } finally {
      this.#gate.leave();
    }
  }

  async #write(
    transport: Transporter,
    from: string,
    parcel: Parcel,
    payload: MailPayload,
  ): Promise<Delivery> {
    const address = await this.addresses.mailAddressOf(payload.staffId);
    if (address === null) return { result: 'dead', code: 'no-address' };
    const letter = await this.letters.write(payload);
    if (letter === null) return { result: 'dead', code: 'no-letter' };
    try {
      await transport.sendMail({
        ...letter,
        from,
        to: { name: '', address },
        messageId: messageIdOf(parcel, from),
        xMailer: false,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        signal: AbortSignal.timeout(this.patience.delivery),
      });
      return { result: 'sent' };
    } catch (error) {
      const failure = mailFailure(error, parcel.attempt);
      this.log.warn('mail-failed', { outbox: parcel.id, code: failure.code, attempt: parcel.attempt });
      return failure;
    }
  }
}

/**
 * The same for every try of one parcel, so that a mailbox which drops doubles can. From all of the parcel: its number alone
 * comes again when the database is restored from a backup, and the mailbox would then swallow a new alert.
 */
function messageIdOf(parcel: Parcel, from: string): string {
  const digest = createHash('sha256').update(JSON.stringify([parcel.id, parcel.ref, parcel.payload]));
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>.*$/, '');
  return `<${digest.digest('hex').slice(0, 32)}@${domain}>`;
}
