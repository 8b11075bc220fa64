import type { Sentences } from '../sentence.js';

/** What the intake bot says beside the reviewed wording of the instrument. Short, plain, nothing that must not be read over a shoulder. */
export const intake = {
  firstLines: 'Hello.\nYou can answer with one tap, in your own time.',
  counter: '{position}/{of}',
  done: 'Done',
  yes: 'Yes',
  no: 'No',
  goOn: 'Go on',
  clearWhenQuiet: 'Clear this chat if I go quiet',
  paused: 'You can go on here at any time.',
  here: 'Hello. You can write here. A person from our team reads it.',
  closedNext: 'A person from our team will read this. You can write here at any time.',
  left: 'What can be deleted here is being deleted: messages up to 48 hours old. What stays: this chat in the list, its name, notifications that were already shown, and what other devices signed in to the same account show.',
  'channel.here': 'This chat',
  'channel.call': 'A call',
  'channel.message': 'A message',
  'hours.morning': 'Morning ({from}–{to})',
  'hours.afternoon': 'Afternoon ({from}–{to})',
  'hours.evening': 'Evening ({from}–{to})',
  'hours.night': 'Night ({from}–{to})',
  'hours.any': 'Any time',
  typeTheWord: 'Type it here, or skip.',
  'note.personCalled':
    'A person from our team has been asked to come here. The questions can go on meanwhile.',
  'note.nobodyFree': 'Nobody from our team is free this minute. Your request is kept.',
  'note.textKept': 'Thank you. This is kept for our team.',
  'note.signOfLife': 'Thank you. Our team will see that something came from you.',
  'note.codeWordKept': 'Thank you. The word is kept.',
  'note.codeWordForm': 'One short word or phrase, please, up to {longest} letters.',
  'note.slowDown': 'Thank you. Everything is kept and will be read by a person. It may take a little time.',
} as const satisfies Sentences;
