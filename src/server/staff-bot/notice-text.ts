import type { InlineKeyboardButton } from 'grammy/types';
import type { Language } from '../../domain/shared/language.js';
import { text } from '../../texts/catalog.js';
import type { AlertFace } from '../escalation/alert.js';
import type { Colleague, NoticeContent, NoticeView } from '../escalation/read-notice.js';
import { alertWords, kindWords } from './alert-words.js';
import { tapData } from './tap.js';

export type Keyboard = InlineKeyboardButton.CallbackButton[][];

export interface Shown {
  readonly text: string;
  readonly keyboard: Keyboard;
}

type ContentOf<Is extends NoticeContent['is']> = Extract<NoticeContent, { is: Is }>;
type Writers = {
  readonly [Is in NoticeContent['is']]: (content: ContentOf<Is>, language: Language) => Shown;
};

/** Telegram takes a hundred buttons; nobody chooses from more than this on a phone at night. */
const mostColleagues = 24;

/** What a message says and offers at this moment. Of an alert it says level, kind and number only. */
export function shownOf({ content, language }: NoticeView): Shown {
  const write = writers[content.is] as (content: NoticeContent, language: Language) => Shown;
  return write(content, language);
}

const button = (words: string, data: string): InlineKeyboardButton.CallbackButton => ({
  text: words,
  callback_data: data,
});

const writers: Writers = {
  waiting: ({ alert, declined }, language) => {
    const words = alertWords(language, alert);
    if (declined) {
      return {
        text: text(language, 'staff.alert.declined', { alert: words }),
        keyboard: [[button(text(language, 'staff.button.takeAfterAll'), tapData('take', alert.id))]],
      };
    }
    const take = button(text(language, 'staff.button.take'), tapData('take', alert.id));
    const notMe = button(text(language, 'staff.button.notMe'), tapData('not-me', alert.id));
    return { text: words, keyboard: [[take, notMe]] };
  },
  test: ({ alert, answered }, language) => {
    if (answered) return { text: text(language, 'staff.alert.testPassed'), keyboard: [] };
    const seen = button(text(language, 'staff.button.testSeen'), tapData('take', alert.id));
    return { text: text(language, 'staff.alert.test'), keyboard: [[seen]] };
  },
  yours: ({ alert, offeredTo, colleagues }, language) => {
    const words = { alert: alertWords(language, alert) };
    if (colleagues !== null) {
      return {
        text: text(language, 'staff.alert.yoursMenu', words),
        keyboard: colleagueButtons(language, alert, colleagues),
      };
    }
    const said =
      offeredTo === null
        ? text(language, 'staff.alert.yours', words)
        : text(language, 'staff.alert.yoursOffered', { ...words, name: offeredTo });
    return { text: said, keyboard: holderButtons(language, alert, offeredTo !== null) };
  },
  offered: ({ alert, by }, language) => ({
    text: text(language, 'staff.alert.offered', { alert: alertWords(language, alert), name: by }),
    keyboard: [
      [
        button(text(language, 'staff.button.accept'), tapData('accept', alert.id)),
        button(text(language, 'staff.button.notMe'), tapData('decline-offer', alert.id)),
      ],
    ],
  }),
  taken: ({ alert, by }, language) => ({
    text: text(language, 'staff.alert.taken', { alert: alertWords(language, alert), name: by }),
    keyboard: [],
  }),
  over: (content, language) => ({ text: overWords(content, language), keyboard: [] }),
  many: ({ count, level, oldest }, language) => ({
    text: text(language, 'staff.alert.many', {
      level,
      count,
      kind: kindWords(language, oldest.kind),
      number: oldest.number,
    }),
    keyboard: [
      [button(text(language, 'staff.button.takeOldest'), tapData('take-oldest', oldest.id))],
      [button(text(language, 'staff.button.noneForMe'), tapData('decline-all'))],
    ],
  }),
  'more-below': (_content, language) => ({ text: text(language, 'staff.alert.moreBelow'), keyboard: [] }),
  'none-left': (_content, language) => ({ text: text(language, 'staff.alert.noneLeft'), keyboard: [] }),
};

function overWords({ alert, outcome, by }: ContentOf<'over'>, language: Language): string {
  const words = { alert: alertWords(language, alert) };
  if (outcome === 'folded') return text(language, 'staff.alert.folded', words);
  if (outcome === 'false-alarm') {
    return by === null
      ? text(language, 'staff.alert.falseAlarm', words)
      : text(language, 'staff.alert.falseAlarmBy', { ...words, name: by });
  }
  return by === null
    ? text(language, 'staff.alert.resolved', words)
    : text(language, 'staff.alert.resolvedBy', { ...words, name: by });
}

function holderButtons(language: Language, { id, kind }: AlertFace, isOffered: boolean): Keyboard {
  const ofContact =
    kind === 'contact'
      ? [
          [button(text(language, 'staff.button.inContact'), tapData('in-contact', id))],
          [button(text(language, 'staff.button.unsafe'), tapData('unsafe', id))],
        ]
      : [];
  return [
    ...ofContact,
    [
      button(text(language, 'staff.button.resolved'), tapData('resolved', id)),
      button(text(language, 'staff.button.falseAlarm'), tapData('false-alarm', id)),
    ],
    ...(isOffered
      ? [[button(text(language, 'staff.button.withdrawOffer'), tapData('withdraw-offer', id))]]
      : []),
    [button(text(language, 'staff.button.handOver'), tapData('hand-over', id))],
  ];
}

function colleagueButtons(language: Language, { id }: AlertFace, colleagues: readonly Colleague[]): Keyboard {
  const people = colleagues
    .slice(0, mostColleagues)
    .map((each) => [button(each.name, tapData('offer', id, each.id))]);
  return [
    ...people,
    [button(text(language, 'staff.button.giveBack'), tapData('give-back', id))],
    [button(text(language, 'staff.button.back'), tapData('back', id))],
  ];
}
