import type { Sentences } from '../sentence.js';

/** What an operator can put into a reply with one choice. Sent into the contact's chat: nothing that must not be read over a shoulder. */
export const canned = {
  hello: 'Hello. I am a person from the team, and I am reading what you write.',
  safeNow: 'Is it safe for you to write now? If not, close this and write when it is.',
  whatHelps: 'What would help you most right now?',
  notAlone: 'Thank you for writing. You are not to blame, and you are not alone in this.',
  emergency: 'If you are in danger now, call the police: 192. For a doctor: 194.',
  wait: 'I am here. I need a few minutes and will write to you again.',
  whenSafe: 'When, and how, is it safe to write to you?',
  youDecide: 'You decide what happens next. You can write here at any time.',
} as const satisfies Sentences;
