import type { Sentences } from '../sentence.js';

/** Somebody leaves: what she holds, who takes it, and her way out. */
export const consoleLeaving = {
  title: '{name} leaves',
  back: 'People',
  gone: 'The key is out of the directory and all sessions have ended. This list empties as others take over and new keys are made.',
  work: 'What is still held',
  'work.none': 'Nothing is held any more.',
  'work.body':
    'Hand these over, before or after. Whatever is interrupted goes on where it stopped: this list shows what is left.',
  'kind.alert': 'Alert {number}',
  'kind.conversation': 'Conversation {number}',
  'kind.visit': 'Field visit {number}',
  'kind.shift': 'Weekly duty',
  'kind.shift.as': 'Weekly duty, {duty}: {day} {from} to {to}',
  'kind.stand-in': 'Standing in on duty',
  'kind.stand-in.as': 'Standing in, {duty}: {from} to {to}',
  'kind.review': 'Review of {number}',
  'kind.measure': 'Measure for {number}',
  'kind.task': 'Assessment of her own safety on {number}',
  'kind.share': 'A share of the recovery key',
  'else.alert':
    'A colleague is asked, and has it when she accepts. If nobody does before the key is taken out, the alert rings again.',
  'else.conversation':
    'Goes to her at once if her console is open; otherwise it is back in the queue within a minute, as when the key is taken out.',
  'else.shift': 'Stays in the roster as a gap until somebody takes it; coordinators are warned.',
  'else.stand-in': 'Stays in the roster as a gap until somebody takes it; coordinators are warned.',
  'else.review': 'Otherwise it goes to the next who may write there, or to the coordinators.',
  'else.measure': 'Otherwise coordinators see it as nobody’s.',
  'else.task': 'Ends when she leaves: there is nothing left to assess.',
  'else.share':
    'Cannot be handed on. While at least three of the five are here, the ceremony works; make a new recovery key soon.',
  'else.visit.planned': 'She has not left for it. It is cancelled when the key is taken out.',
  'else.visit.away':
    'She is on her way. Only her own word ends it. Wait until she is back: without her key she cannot check in from the console.',
  'else.members': 'Gets a new key after she has left, by: {names}.',
  'else.members.none': 'Nobody else is in it who may change the members.',
  alone: 'Nobody else can change the members here. Give a colleague that right first.',
  asked: 'Asked: {name}. Not accepted yet.',
  to: 'Give “{what}” to',
  choose: 'Choose a colleague',
  'to.nobody': 'Nobody could take it now.',
  give: 'Give',
  ask: 'Ask',
  all: 'Everything to one colleague',
  'all.body':
    'Gives her each piece that she can take, one after the other. The others stay in the list for somebody else.',
  'all.to': 'Colleague',
  'all.option': '{name}: {count} of {all}',
  'all.give': 'Hand over {count}',
  'all.none': 'Hand over',
  'all.progress': '{done} of {all} handed over.',
  'all.done': 'Handed over: {count}. What is still below waits for somebody else.',
  'all.failed': 'Handed over: {done} of {all}. The rest is unchanged; go on when you like.',
  'warn.alone':
    'Leaving now would lock circles for good; only a recovery ceremony could open them again. First give somebody else in them the right to change members.',
  'warn.away':
    'She is on a field visit now. Those on duty would look for her if she does not check in, but she could not end the alarm herself.',
  'warn.open':
    'Not handed over yet: {count}. They stay in this list, and coordinators see that it is not empty.',
  anyway: 'Go on all the same',
  left: 'Left, and still holding something',
  'left.body': 'Give it to somebody, so that nothing waits for who does not come back.',
  'left.of': '{name}: {count}',
} as const satisfies Sentences;
