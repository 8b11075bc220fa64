import type { BotName } from '../../../src/sandbox/telegram.js';
import type { Phone } from '../../../src/sandbox/phone.js';
import { eventually } from './house.js';

/** Taps a button as soon as the phone offers it. */
export async function tap(phone: Phone, bot: BotName, label: string): Promise<void> {
  await eventually(() =>
    phone.messages(bot).some(({ buttons }) => buttons.flat().some((button) => button.label.includes(label))),
  );
  phone.tapLabel(bot, label);
}

/** Taps through the script, each button on the screen that follows the one before. */
export async function walk(phone: Phone, labels: readonly string[]): Promise<void> {
  const edits = (): number =>
    phone.messages('intake').findLast(({ buttons }) => buttons.length > 0)?.edits ?? -1;
  for (const label of labels) {
    await eventually(() => edits() >= 0);
    const before = edits();
    await tap(phone, 'intake', label);
    await eventually(() => edits() !== before);
  }
}
