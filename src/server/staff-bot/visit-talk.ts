import type { Language } from '../../domain/shared/language.js';
import type { Instant } from '../../domain/shared/time.js';
import { text } from '../../texts/catalog.js';
import type { StaffDirectory, StaffMember } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { AskForWord } from '../safety/ask-for-word.js';
import type { NeedingHelp } from '../safety/needing-help.js';
import type { OverhearWord } from '../safety/overhear-word.js';
import type {
  AnswerVisit,
  CancelVisit,
  DepartOnVisit,
  DoubtVisit,
  ExtendVisit,
} from '../safety/move-visit.js';
import { seenBy, type ReadVisits, type SeenVisit } from '../safety/read-visits.js';
import type { SayWord } from '../safety/say-word.js';
import type { VisitNotes } from '../safety/visit-notes.js';
import { mayWatch, type Visit, type VisitId } from '../safety/visit.js';
import type { Shown } from './notice-text.js';
import type { VisitVerb } from './safety-tap.js';
import { askShown, ownVisitShown, refusalWords, watchLine } from './visit-words.js';

export interface VisitActions {
  readonly depart: DepartOnVisit;
  readonly doubt: DoubtVisit;
  readonly extend: ExtendVisit;
  readonly cancel: CancelVisit;
  readonly answer: AnswerVisit;
  readonly say: SayWord;
  readonly ask: AskForWord;
  readonly overhear: OverhearWord;
  readonly read: ReadVisits;
  readonly needingHelp: NeedingHelp;
  readonly notes: VisitNotes;
}

/** What a tap did: the sentence over the chat, and what stands in the message from now on. */
export interface Tapped {
  readonly over: string;
  readonly shown: Shown | null;
}

const mostOwn = 3;
const mostAsked = 5;

/** Field visits on the staff bot: taps for everything but the word, which is typed. */
export class VisitTalk {
  constructor(
    private readonly visits: VisitActions,
    private readonly directory: Pick<StaffDirectory, 'byIds'>,
  ) {}

  /** Answers `/visit`: her own visits, those that wait for her yes, and for those who watch a list of who is out. */
  async list(tx: Transaction, who: StaffMember): Promise<Shown[]> {
    const mine = (await this.visits.read.mine(tx, who.id)).items.filter(({ stage }) => stage !== 'ended');
    const own = mine.slice(0, mostOwn).map((visit) => ownVisitShown(who.language, visit, this.visits.notes));
    const others = mayWatch(who) ? await this.#others(tx, who) : [];
    const all = [...others, ...own];
    return all.length > 0 ? all : [{ text: text(who.language, 'safety.visit.none'), keyboard: [] }];
  }

  /** Never throws for what somebody taps, late or twice. */
  async tap(tx: Transaction, who: StaffMember, verb: VisitVerb, id: VisitId, now: Instant): Promise<Tapped> {
    try {
      return await this.#do(tx, who, verb, id, now);
    } catch (caught) {
      const words = refusalWords(who.language, caught);
      if (words === null) throw caught;
      return { over: words, shown: null };
    }
  }

  /** What she typed, if one of her visits is under way. @returns null: she is not out; what was heard then is told to others alone */
  async word(tx: Transaction, who: StaffMember, typed: string, now: Instant): Promise<Shown | null> {
    const asked = await this.visits.ask.waiting(tx, who.id);
    if (!asked) {
      await this.visits.overhear.run(tx, typed, who.id);
      return null;
    }
    const { visit, shown } = await this.visits.say.run(
      tx,
      asked.id,
      { word: typed, saying: asked.saying },
      who.id,
    );
    if (shown === 'not-a-word') return { text: text(who.language, 'safety.notAWord'), keyboard: [] };
    return this.#own(who, visit, now);
  }

  async #do(tx: Transaction, who: StaffMember, verb: VisitVerb, id: VisitId, now: Instant): Promise<Tapped> {
    const { language } = who;
    if (verb === 'yes' || verb === 'no') {
      const visit = await this.visits.answer.run(tx, id, verb === 'yes' ? 'given' : 'refused', who);
      const over = text(language, 'safety.visit.askedOver', { number: visit.number });
      return { over: text(language, 'safety.tap.yesNoted'), shown: { text: over, keyboard: [] } };
    }
    if (verb === 'check-in' || verb === 'safe') {
      const { number } = await this.visits.ask.run(tx, id, verb, who.id);
      const shown = { text: text(language, 'safety.typeWord', { number }), keyboard: [] };
      return { over: text(language, 'safety.tap.typeWord'), shown };
    }
    if (verb === 'depart') {
      const before = await this.visits.read.own(tx, id, who.id);
      if (before.checkAgain) return this.#askForCheck(language, before);
    }
    const visit = await this.#move(tx, who, verb, id);
    return { over: this.#movedWords(who, verb, visit), shown: this.#own(who, visit, now) };
  }

  #move(
    tx: Transaction,
    who: StaffMember,
    verb: Exclude<VisitVerb, 'yes' | 'no' | 'check-in' | 'safe'>,
    id: VisitId,
  ): Promise<Visit> {
    if (verb === 'depart' || verb === 'depart-checked') return this.visits.depart.run(tx, id, who.id);
    if (verb === 'doubt') return this.visits.doubt.run(tx, id, who.id);
    if (verb === 'cancel') return this.visits.cancel.run(tx, id, who.id);
    return this.visits.extend.run(tx, id, verb === 'extend-30' ? 30 : 60, who.id);
  }

  /** Her button is older than her check. */
  #askForCheck(language: Language, visit: SeenVisit): Tapped {
    return {
      over: text(language, 'safety.tap.checkAgain'),
      shown: ownVisitShown(language, visit, this.visits.notes),
    };
  }

  #movedWords({ language }: StaffMember, verb: VisitVerb, { dueAt }: Visit): string {
    const time = this.visits.notes.timeOf(dueAt);
    if (verb === 'cancel') return text(language, 'safety.tap.cancelled');
    if (verb === 'doubt') return text(language, 'safety.tap.doubted');
    return verb === 'depart' || verb === 'depart-checked'
      ? text(language, 'safety.tap.departed', { time })
      : text(language, 'safety.tap.extended', { time });
  }

  #own(who: StaffMember, visit: Visit, now: Instant): Shown {
    return ownVisitShown(who.language, seenBy(who.id, visit, now), this.visits.notes);
  }

  /** Colleagues who said their duress word while on no visit. */
  async #forced(tx: Transaction, who: StaffMember): Promise<string[]> {
    const open = await this.visits.needingHelp.run(tx, who);
    const names = await this.directory.byIds(
      tx,
      open.map(({ reportedBy }) => reportedBy),
    );
    return open.map(({ number, reportedBy }) => {
      const name = names.get(reportedBy)?.dutyName ?? '?';
      return text(who.language, 'safety.watch.forced', { number, name });
    });
  }

  async #others(tx: Transaction, who: StaffMember): Promise<Shown[]> {
    const open = await this.visits.read.open(tx, who.id);
    const others = open.filter(({ workerId }) => workerId !== who.id);
    const names = await this.directory.byIds(
      tx,
      others.map(({ workerId }) => workerId),
    );
    const nameOf = ({ workerId }: SeenVisit): string => names.get(workerId)?.dutyName ?? '?';
    const lines = [
      ...(await this.#forced(tx, who)),
      ...others.flatMap((visit) => watchLine(who.language, visit, nameOf(visit), this.visits.notes) ?? []),
    ];
    const asking = who.roles.includes('coordinator')
      ? others.filter(({ stage }) => stage === 'waits-for-yes').slice(0, mostAsked)
      : [];
    return [
      ...(lines.length > 0 ? [{ text: lines.join('\n'), keyboard: [] }] : []),
      ...asking.map((visit) => askShown(who.language, visit, nameOf(visit))),
    ];
  }
}
