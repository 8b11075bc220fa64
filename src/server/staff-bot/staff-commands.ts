import type { Policy } from '../../domain/escalation/ladder.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { nextLanguage } from '../../domain/shared/language.js';
import { minutes, type Instant } from '../../domain/shared/time.js';
import { text } from '../../texts/catalog.js';
import type { OpenAlert, OpenAlerts } from '../escalation/open-alerts.js';
import type { RaiseAlert } from '../escalation/raise-alert.js';
import type { ChooseLanguage } from '../identity/choose-language.js';
import type { StaffDirectory, StaffMember } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import { alertWords } from './alert-words.js';
import type { DutyList } from './duty-list.js';
import type { Keyboard } from './notice-text.js';
import { tapData } from './tap.js';

export const COMMANDS = '/visit, /incident, /open, /duty, /language, /test, /stop';
export const SELF_TEST = 'self-test';

const mostListed = 12;

export interface Said {
  readonly text: string;
  readonly keyboard?: Keyboard;
}

type Command = (tx: Transaction, who: StaffMember, now: Instant) => Promise<Said | null>;

/** What staff can ask of their bot by a command. */
export class StaffCommands {
  readonly #commands: ReadonlyMap<string, Command>;

  constructor(
    private readonly openAlerts: OpenAlerts,
    private readonly raiseAlert: RaiseAlert,
    private readonly dutyList: DutyList,
    private readonly chooseLanguage: ChooseLanguage,
    private readonly directory: StaffDirectory,
  ) {
    this.#commands = new Map<string, Command>([
      ['/open', (tx, who) => this.#open(tx, who)],
      ['/duty', async (tx, who, now) => ({ text: await this.dutyList.run(tx, who.language, now) })],
      ['/language', (tx, who) => this.#language(tx, who)],
      ['/test', (tx, who) => this.#test(tx, who)],
      ['/stop', async (_tx, who) => stopQuestion(who)],
      ['/help', async (_tx, who) => helpFor(who)],
      ['/start', async (_tx, who) => helpFor(who)],
    ]);
  }

  /** @param word as typed, e.g. `/open` @returns what to say; null: nothing, the answer comes otherwise */
  async run(tx: Transaction, who: StaffMember, word: string, now: Instant): Promise<Said | null> {
    const command = this.#commands.get(word);
    if (!command) return { text: text(who.language, 'staff.notUnderstood', { commands: COMMANDS }) };
    return command(tx, who, now);
  }

  async #open(tx: Transaction, who: StaffMember): Promise<Said> {
    const open = await this.openAlerts.run(tx, who.id);
    if (open.length === 0) return { text: text(who.language, 'staff.noneOpen') };
    const listed = open.slice(0, mostListed);
    const names = await this.directory.byIds(
      tx,
      listed.flatMap(({ heldBy }) => heldBy ?? []),
    );
    const lines = listed.map((each) => openLine(who, each, names));
    const more = open.length - listed.length;
    if (more > 0) lines.push(text(who.language, 'staff.andMore', { count: more }));
    const takeable = listed.filter(({ heldBy }) => heldBy === null || heldBy === who.id);
    const keyboard = takeable.map(({ alert }) => [
      { text: alertWords(who.language, alert), callback_data: tapData('take', alert.id) },
    ]);
    return { text: lines.join('\n'), keyboard };
  }

  async #language(tx: Transaction, who: StaffMember): Promise<Said> {
    const language = nextLanguage(who.language);
    await this.chooseLanguage.run(tx, who.id, language);
    return { text: text(language, 'staff.language') };
  }

  /** The test alert itself is the answer: it takes the way that a real one takes. */
  async #test(tx: Transaction, who: StaffMember): Promise<null> {
    await this.raiseAlert.run(tx, {
      kind: 'test',
      level: 'BLUE',
      policyId: SELF_TEST,
      policy: selfTest(who.id),
      subject: { id: who.id, number: 0 },
    });
    return null;
  }
}

const selfTest = (staff: StaffId): Policy => ({
  id: SELF_TEST,
  version: 1,
  steps: [{ after: minutes(0), whom: [{ staff }], channels: [{ channel: 'telegram', after: minutes(0) }] }],
  repeatEvery: null,
  mayAcknowledge: [{ staff }],
  wakeAgainAfter: null,
  silent: false,
});

function openLine(
  who: StaffMember,
  { alert, heldBy }: OpenAlert,
  names: ReadonlyMap<StaffId, StaffMember>,
): string {
  const words = { alert: alertWords(who.language, alert) };
  const name = heldBy === null ? undefined : names.get(heldBy)?.dutyName;
  return name === undefined
    ? text(who.language, 'staff.openLine', words)
    : text(who.language, 'staff.heldLine', { ...words, name });
}

const helpFor = (who: StaffMember): Said => ({
  text: text(who.language, 'staff.help', { commands: COMMANDS }),
});

const stopQuestion = (who: StaffMember): Said => ({
  text: text(who.language, 'staff.stopAsk'),
  keyboard: [[{ text: text(who.language, 'staff.button.stop'), callback_data: tapData('stop') }]],
});
