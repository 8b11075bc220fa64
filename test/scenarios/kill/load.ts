import type { Sandbox } from '../../../src/sandbox/sandbox.js';

/** Fifty chats that write a thousand messages. Every fifth contact writes, somewhere in between, that she is in danger. */
export const chats = 50;
export const messagesPerChat = 20;
const firstChat = 500_001;
const dangerEvery = 5;

export interface Load {
  readonly sent: readonly string[];
  readonly endangered: readonly number[];
  readonly total: number;
}

/**
 * Writes everything into the phones, spread over `milliseconds`, and resolves when the last message is on its way.
 *
 * @param mark a word that stands in every message, to be searched for where it must not be
 */
export async function writeAll(sandbox: Sandbox, milliseconds: number, mark: string): Promise<Load> {
  const sent: string[] = [];
  const endangered: number[] = [];
  const total = chats * messagesPerChat;
  for (let index = 0; index < total; index += 1) {
    const chat = firstChat + (index % chats);
    const turn = Math.floor(index / chats);
    const inDanger = (index % chats) % dangerEvery === 0 && turn === 3 + ((index % chats) % 10);
    const text = `${mark} ${chat} ${turn}${inDanger ? ' hoće da me ubije' : ''}`;
    if (inDanger) endangered.push(chat);
    sandbox.phone(chat).send('intake', text);
    sent.push(text);
    if (index % 10 === 9) await new Promise((resolve) => setTimeout(resolve, milliseconds / (total / 10)));
  }
  return { sent, endangered, total };
}
