import type { Sentences } from '../sentence.js';

/** Field visits and incidents in the console. K1 to K6 are the mission check of the provider instrument 0.1.0. */
/** Asking a coordinator for a yes at the door, and why (ADR 0189, 0185). */
export const missionYes = {
  'door.title': 'One minute at the door',
  'door.body':
    'Your check is a while old. Tick what is true now. Six ticks, and you leave; otherwise a coordinator is asked first.',
  'door.ask': 'Ask a coordinator',
  'door.asked':
    'A coordinator is asked. Tick what is true now, and say what is not: it is sealed into your safety book.',
  'door.words': 'What is not a yes, and what would help',
  'door.words.hint':
    'You need not write anything: asking does not wait for it. Only those who can open your safety book read it, with your ticks.',
  'door.outside':
    'Asked as well, and not in your safety book: {names}. They cannot read it. Call them, or give them a place under “Who can open my plans”.',
  'door.unsealed':
    'A coordinator is asked. Why is not sealed yet: press the same button again, or say it by phone.',
  'door.seal': 'Seal why',
  'door.write': 'Write down why',
  why: 'Why you are asked',
  'why.outside':
    'You are asked, and cannot read why: you are not in the safety book of {name}. Call before you answer. Others who can open it: {names}.',
  'why.nothing':
    '{name} asked at the door, and there is nothing to read: nothing has been written down since, and the staff bot takes no reasons. Call before you answer.',
  'why.unreadable': 'Why you are asked cannot be read here. Call {name} before you answer.',
  'why.wrote': 'Sealed by {name}, {at}',
  'why.planned': 'As {name} answered when planning, {at}',
  'why.notYes': 'not a yes',
} as const satisfies Sentences;
