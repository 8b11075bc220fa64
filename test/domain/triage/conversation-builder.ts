import { minutes, plus, instant } from '../../../src/domain/shared/time.js';
import type { Language } from '../../../src/domain/shared/language.js';
import {
  advance,
  beginScript,
  type Advance,
  type ContactAct,
  type Outcome,
  type Script,
} from '../../../src/domain/triage/script.js';
import { choiceData, stepOf } from '../../../src/domain/triage/tap-data.js';
import { readHotlineInstrument } from '../../../src/server/platform/instruments/read-instrument.js';

export const hit = readHotlineInstrument();
export const noon = instant(1_790_000_000_000);

/** One contact's conversation, act after act; remembers everything that came of it. */
export class Talk {
  script: Script;
  last: Advance;
  readonly outcomes: Outcome[] = [];
  #now = noon;

  constructor(language: Language = 'en') {
    this.script = beginScript(noon, language);
    this.last = { script: this.script, screen: null, note: null, outcomes: [] };
  }

  act(act: ContactAct): this {
    this.#now = plus(this.#now, minutes(1));
    return this.take(advance(hit, this.script, act, this.#now));
  }

  take(next: Advance): this {
    this.last = next;
    this.script = next.script;
    this.outcomes.push(...next.outcomes);
    return this;
  }

  /** Taps buttons of the screen that is shown, one after the other. */
  taps(...choices: readonly string[]): this {
    for (const choice of choices) this.act({ kind: 'tap', data: choiceData(stepOf(this.script), choice) });
    return this;
  }

  tapsData(data: string): this {
    return this.act({ kind: 'tap', data });
  }

  writes(text: string, dangerWords = false): this {
    return this.act({ kind: 'text', text, dangerWords });
  }

  kinds(): readonly string[] {
    return this.outcomes.map(({ kind }) => kind);
  }

  triages() {
    return this.outcomes.flatMap((each) => (each.kind === 'triaged' ? [each.triage] : []));
  }
}

/** At H2, about the writer. */
export const begun = (): Talk => new Talk().taps('safe', 'start', 'me');

/** Past H1 to H7 with the lowest answers, at H8. */
export const atLastQuestion = (): Talk => begun().taps('no', 'adult', 'yes', '+none', 'done', 'no', 'no');
