import { useEffect, useState } from 'react';
import { itemAt } from '../../assessing/item-at.js';

/** One question, and the press that asked for it: the same one may be asked for again. */
export interface LedTo {
  readonly item: string;
  readonly press: number;
}

interface Lead {
  /** Where the questions must stand; undefined: nobody has asked yet. */
  readonly question: LedTo | undefined;
  /** To what a fault is about, such as `answers.V18` or `trigger`: it has the focus then. */
  readonly leadTo: (at: string) => void;
}

/** The way from what is missing to where it is filled in. */
export function useLead(): Lead {
  const [led, setLed] = useState({ at: '', press: 0 });
  const [question, setQuestion] = useState<LedTo>();
  // After the question has been turned to: before that it is not on the page.
  useEffect(() => {
    if (led.press > 0) fieldOf(led.at)?.focus();
  }, [led]);
  const leadTo = (at: string): void => {
    const press = led.press + 1;
    const item = itemAt(at);
    setLed({ at, press });
    if (item !== undefined) setQuestion({ item, press });
  };
  return { question, leadTo };
}

/** The field that says of itself what it is (`data-at`), or else the question that it belongs to. */
function fieldOf(at: string): HTMLElement | null {
  const item = itemAt(at);
  return (
    document.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`) ??
    (item === undefined ? null : document.querySelector<HTMLElement>(`#item-${CSS.escape(item)} input`))
  );
}
