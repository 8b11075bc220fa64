import type { AlertId, ConversationId, StaffId } from '../../domain/shared/ids.js';
import { text } from '../../texts/catalog.js';
import type { TextKey } from '../../texts/phrasebook.js';
import type { AcknowledgeAlert, Acknowledgement } from '../escalation/acknowledge-alert.js';
import { urgencyOf, type AlertOutcome } from '../escalation/alert.js';
import type { AlertMenu } from '../escalation/alert-menu.js';
import type { DeclineAlert, Declining } from '../escalation/decline-alert.js';
import type { HandOverAlert, Offer, OfferAnswer, Withdrawal } from '../escalation/hand-over-alert.js';
import type { LosePhone } from '../escalation/lose-phone.js';
import type { OpenAlerts } from '../escalation/open-alerts.js';
import type { ResolveAlert } from '../escalation/resolve-alert.js';
import type { AlertInHand, WorkOnAlert } from '../escalation/work-on-alert.js';
import type { StaffDirectory, StaffMember } from '../identity/staff-directory.port.js';
import type { UnlinkPhone } from '../identity/unlink-phone.js';
import type { Transaction } from '../platform/database/database.js';
import type { ContactDesk } from './contact-desk.port.js';
import type { EndAlert } from './end-alert.js';
import { SELF_TEST } from './staff-commands.js';
import type { Tap, TapVerb } from './tap.js';

/** A sentence without values. */
type PlainKey = Exclude<
  Extract<TextKey, `staff.tap.${string}`>,
  'staff.tap.takenByOther' | 'staff.tap.offered'
>;

const acknowledgements: Record<Exclude<Acknowledgement, 'also-acknowledged'>, PlainKey> = {
  acknowledged: 'staff.tap.taken',
  'already-resolved': 'staff.tap.alreadyResolved',
  'not-hers-to-take': 'staff.tap.notYours',
  unknown: 'staff.tap.old',
};

const declinings: Record<Declining, PlainKey> = {
  declined: 'staff.tap.declined',
  'given-back': 'staff.tap.givenBack',
  'somebody-has-it': 'staff.tap.declined',
  'already-resolved': 'staff.tap.alreadyResolved',
  unknown: 'staff.tap.old',
};

const offers: Record<Exclude<Offer, 'offered'>, PlainKey> = {
  'not-hers': 'staff.tap.notHolder',
  'cannot-be-reached': 'staff.tap.cannotBeReached',
  'already-resolved': 'staff.tap.alreadyResolved',
};

const offerAnswers: Record<OfferAnswer, PlainKey> = {
  'handed-over': 'staff.tap.accepted',
  declined: 'staff.tap.offerDeclined',
  'no-longer-offered': 'staff.tap.offerGone',
};

const withdrawals: Record<Withdrawal, PlainKey> = {
  withdrawn: 'staff.tap.offerWithdrawn',
  'no-longer-offered': 'staff.tap.offerGone',
  'not-hers': 'staff.tap.notHolder',
  'already-resolved': 'staff.tap.alreadyResolved',
};

type OnAlert = (tx: Transaction, who: StaffMember, alert: AlertId, tap: Tap) => Promise<string>;

export interface AlertActions {
  readonly acknowledge: AcknowledgeAlert;
  readonly decline: DeclineAlert;
  readonly resolve: ResolveAlert;
  readonly end: EndAlert;
  readonly handOver: HandOverAlert;
  readonly workOn: WorkOnAlert;
  readonly menu: AlertMenu;
  readonly open: OpenAlerts;
  readonly losePhone: LosePhone;
}

/** What the buttons do. Every tap has an answer; none throws for what somebody taps, late, twice or at the same time as another. */
export class StaffTaps {
  readonly #verbs: Readonly<Record<Exclude<TapVerb, 'decline-all' | 'stop'>, OnAlert>> = {
    take: (tx, who, alert) => this.#take(tx, who, alert),
    'take-oldest': (tx, who, alert) => this.#takeOldest(tx, who, alert),
    'not-me': async (tx, who, alert) =>
      say(who, declinings[await this.actions.decline.run(tx, alert, who.id)]),
    'give-back': (tx, who, alert) => this.#giveBack(tx, who, alert),
    'in-contact': (tx, who, alert) => this.#work(tx, who, alert, 'in-contact'),
    unsafe: (tx, who, alert) => this.#work(tx, who, alert, 'unsafe-to-write'),
    resolved: (tx, who, alert) => this.#end(tx, who, alert, 'resolved'),
    'false-alarm': (tx, who, alert) => this.#end(tx, who, alert, 'false-alarm'),
    'hand-over': (tx, who, alert) => this.#menu(tx, who, alert, true),
    back: (tx, who, alert) => this.#menu(tx, who, alert, false),
    offer: (tx, who, alert, { colleague }) => this.#offer(tx, who, alert, colleague),
    accept: async (tx, who, alert) =>
      say(who, offerAnswers[await this.actions.handOver.accept(tx, alert, who.id)]),
    'decline-offer': async (tx, who, alert) =>
      say(who, offerAnswers[await this.actions.handOver.decline(tx, alert, who.id)]),
    'withdraw-offer': async (tx, who, alert) =>
      say(who, withdrawals[await this.actions.handOver.withdraw(tx, alert, who.id)]),
  };

  constructor(
    private readonly actions: AlertActions,
    private readonly desk: ContactDesk,
    private readonly directory: StaffDirectory,
    private readonly unlinkPhone: UnlinkPhone,
  ) {}

  /** @returns the sentence to show over the chat */
  async run(tx: Transaction, who: StaffMember, tap: Tap | null): Promise<string> {
    if (tap?.verb === 'decline-all') return this.#declineAll(tx, who);
    if (tap?.verb === 'stop') return this.#stop(tx, who);
    if (!tap?.alert) return say(who, 'staff.tap.old');
    return this.#verbs[tap.verb](tx, who, tap.alert, tap);
  }

  async #take(tx: Transaction, who: StaffMember, alert: AlertId): Promise<string> {
    const answer = await this.actions.acknowledge.run(tx, alert, who.id);
    if (await this.actions.open.isTest(tx, alert)) return this.#testSeen(tx, who, alert);
    if (answer === 'also-acknowledged') return this.#takenAlready(tx, who, alert);
    return say(who, acknowledgements[answer]);
  }

  /** A test that somebody asked for herself is over with her tap; the weekly one waits for everybody. */
  async #testSeen(tx: Transaction, who: StaffMember, alert: AlertId): Promise<string> {
    const inHand = await this.actions.workOn.inHandOf(tx, alert, who.id);
    if (inHand?.policyId === SELF_TEST) await this.actions.resolve.run(tx, alert, who.id, 'resolved');
    return say(who, 'staff.tap.testSeen');
  }

  /** Somebody has it; maybe she herself, who then may have lost sight of its message. */
  async #takenAlready(tx: Transaction, who: StaffMember, alert: AlertId): Promise<string> {
    const holder = await this.actions.open.heldBy(tx, alert);
    if (holder === who.id) {
      await this.actions.menu.showAgain(tx, alert, who.id);
      return say(who, 'staff.tap.alreadyYours');
    }
    return text(who.language, 'staff.tap.takenByOther', { name: await this.#nameOf(tx, holder) });
  }

  /** The button names the alert that was the oldest when it was shown, so that a nervous second tap does not take a second one. */
  async #takeOldest(tx: Transaction, who: StaffMember, shown: AlertId): Promise<string> {
    if (await this.actions.workOn.inHandOf(tx, shown, who.id)) return say(who, 'staff.tap.alreadyYours');
    const waiting = await this.actions.open.waitingFor(tx, who.id);
    const oldest = waiting.includes(shown) ? shown : waiting[0];
    return oldest === undefined ? say(who, 'staff.tap.noneWaiting') : this.#take(tx, who, oldest);
  }

  async #declineAll(tx: Transaction, who: StaffMember): Promise<string> {
    const waiting = await this.actions.open.waitingFor(tx, who.id);
    for (const alert of [...waiting].sort()) await this.actions.decline.run(tx, alert, who.id);
    return say(who, waiting.length === 0 ? 'staff.tap.noneWaiting' : 'staff.tap.declined');
  }

  async #giveBack(tx: Transaction, who: StaffMember, alert: AlertId): Promise<string> {
    if (!(await this.actions.workOn.inHandOf(tx, alert, who.id))) return this.#notInHand(tx, who, alert);
    await this.actions.menu.show(tx, alert, who.id, null);
    return say(who, declinings[await this.actions.decline.run(tx, alert, who.id)]);
  }

  /**
   * Another alert about the same contact (her answer was overdue) is in the same hands from now on; a more urgent one, which she
   * may not have seen, goes on calling.
   */
  async #work(
    tx: Transaction,
    who: StaffMember,
    alert: AlertId,
    what: 'in-contact' | 'unsafe-to-write',
  ): Promise<string> {
    const inHand = await this.actions.workOn.inHandOf(tx, alert, who.id);
    if (inHand?.kind !== 'contact') return this.#notInHand(tx, who, alert);
    const conversation = inHand.subjectId as ConversationId;
    await this.actions.workOn.run(tx, alert, who.id, what);
    // The contact's lock before those of alerts that wait, as whoever raises the next one takes them.
    const stopped =
      what === 'in-contact'
        ? await this.desk.inContact(tx, conversation, who.id)
        : await this.desk.unsafeToWrite(tx, conversation, who.id);
    await this.#takeWithIt(tx, who, inHand);
    if (what === 'unsafe-to-write') return say(who, 'staff.tap.unsafe');
    return say(who, stopped === 'stopped' ? 'staff.tap.inContact' : 'staff.tap.inContactAlready');
  }

  async #takeWithIt(tx: Transaction, who: StaffMember, { subjectId, level }: AlertInHand): Promise<void> {
    for (const { alert, heldBy } of await this.actions.open.about(tx, subjectId)) {
      if (heldBy === null && urgencyOf(alert.level) <= urgencyOf(level))
        await this.actions.acknowledge.run(tx, alert.id, who.id);
    }
  }

  async #end(tx: Transaction, who: StaffMember, alert: AlertId, outcome: AlertOutcome): Promise<string> {
    const answer = await this.actions.end.run(tx, alert, who.id, outcome);
    if (answer === 'not-hers') return this.#notInHand(tx, who, alert);
    if (answer === 'contact-goes-on') return say(who, 'staff.tap.newerAlert');
    return say(who, outcome === 'resolved' ? 'staff.tap.resolved' : 'staff.tap.falseAlarm');
  }

  async #menu(tx: Transaction, who: StaffMember, alert: AlertId, open: boolean): Promise<string> {
    if (!(await this.actions.workOn.inHandOf(tx, alert, who.id))) return this.#notInHand(tx, who, alert);
    await this.actions.menu.show(tx, alert, who.id, open ? 'colleagues' : null);
    return '';
  }

  async #offer(tx: Transaction, who: StaffMember, alert: AlertId, to: StaffId | null): Promise<string> {
    if (to === null) return say(who, 'staff.tap.old');
    const answer = await this.actions.handOver.offer(tx, alert, who.id, to);
    await this.actions.menu.show(tx, alert, who.id, null);
    if (answer !== 'offered') return say(who, offers[answer]);
    return text(who.language, 'staff.tap.offered', { name: await this.#nameOf(tx, to) });
  }

  async #stop(tx: Transaction, who: StaffMember): Promise<string> {
    await this.unlinkPhone.run(tx, who.id);
    await this.actions.losePhone.run(tx, who.id, 'unlinked');
    return text(who.language, 'staff.stopped');
  }

  async #notInHand(tx: Transaction, who: StaffMember, alert: AlertId): Promise<string> {
    const isOpen = await this.actions.open.isOpen(tx, alert);
    return say(who, isOpen ? 'staff.tap.notHolder' : 'staff.tap.alreadyResolved');
  }

  async #nameOf(tx: Transaction, id: StaffId | null): Promise<string> {
    return (id !== null && (await this.directory.byIds(tx, [id])).get(id)?.dutyName) || '?';
  }
}

const say = (who: StaffMember, key: PlainKey): string => text(who.language, key);
