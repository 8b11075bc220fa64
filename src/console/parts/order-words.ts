import { readAssessment } from '../../contracts/sealed/assessment.js';
import { readEvent } from '../../contracts/sealed/event.js';
import { readKeyDate } from '../../contracts/sealed/key-date.js';
import { readPlan } from '../../contracts/sealed/plan.js';
import type { Say } from '../i18n/language.js';
import type { Order, Step } from '../keeper/order.js';

interface Telling {
  readonly say: Say;
  readonly moment: (ms: number) => string;
  readonly day: (day: string) => string;
}

/** What of an order has not arrived, one entry a thing. Every free text is in it in full. */
export const orderWords = ({ steps }: Order, telling: Telling): string[] =>
  steps.flatMap((step) => (tellers[step.do] as (step: Step, telling: Telling) => string[])(step, telling));

const tellers: {
  readonly [What in Step['do']]: (step: Step & { do: What }, telling: Telling) => string[];
} = {
  assess: ({ order }, telling) => assessmentWords(order.text, telling),
  seal: ({ kind, text }, telling) => (kind === 'plan' ? planWords(text, telling) : noteWords(text, telling)),
  'seal-in': (_, { say }) => [say('assess.order.extract')],
  alarm: ({ order }, { say, moment }) => [
    say(order.state === 'set' ? 'assess.order.alarm' : 'assess.order.alarm.cleared', {
      at: moment(order.due),
    }),
  ],
  trigger: ({ order }, { say, moment }) => [say('assess.order.trigger', { at: moment(order.due) })],
  measures: ({ measures }, { say }) => [say('assess.order.measures', { count: measures.length })],
  measure: (_, { say }) => [say('assess.order.measure')],
  'forget-draft': () => [],
};

function assessmentWords(text: string, { say }: Telling): string[] {
  const read = readAssessment(text);
  if (!read) return [text];
  const { level, override, note, notes, about, answers } = read;
  const own = [note, override?.reason ?? '', 'whyNot' in about ? (about.whyNot ?? '') : ''];
  return [
    `${say('level.inForce')}: ${say(`level.${level.inForce}`)}`,
    say('assess.order.answers', { count: Object.keys(answers).length }),
    ...own.filter((words) => words !== ''),
    ...Object.entries(notes).map(([item, words]) => `${item}: ${words}`),
  ];
}

function planWords(text: string, { moment }: Telling): string[] {
  const read = readPlan(text);
  if (!read) return [text];
  const measures = read.measures.map(({ measure, words, due }) =>
    [measure, words, moment(due)].filter((part) => part).join(' · '),
  );
  return read.note === '' ? measures : [...measures, read.note];
}

function noteWords(text: string, { say, day }: Telling): string[] {
  const date = readKeyDate(text);
  if (date) {
    const words = `${day(date.day)}: ${date.words}`;
    return [date.isDropped ? say('assess.order.date.dropped', { date: words }) : words];
  }
  return [readEvent(text)?.words ?? text];
}
