import type { ReceiveUpdate } from './receive-update.js';

export interface WebhookGate {
  readonly secret: string;
  readonly receive: ReceiveUpdate;
}

/** Which bots take updates by webhook in this process, and by which secret Telegram is known. */
export class WebhookGates {
  constructor(private readonly gates: ReadonlyMap<string, WebhookGate>) {}

  of(bot: string): WebhookGate | null {
    return this.gates.get(bot) ?? null;
  }
}
