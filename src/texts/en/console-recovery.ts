import type { Sentences } from '../sentence.js';

/** The recovery key, its custodians and the ceremony. */
export const consoleRecovery = {
  title: 'Recovery key',
  lead: 'If nobody can open a circle any more, three of the five custodians can bring the recovery key back together. Say it plainly: any three of them can open everything that this organisation has.',
  toPage: 'Recovery key and ceremony',
  none: 'This organisation has no recovery key. What nobody can open any more stays closed.',
  custodians: 'Custodians',
  'custodians.none':
    'Nobody is named yet. Hand the five papers of the set-up to five people, then name them here.',
  'custodians.name': 'Name the five custodians',
  'custodians.body':
    'Each holds one of the five papers. Choose people who would not all be lost, threatened or bribed at once. No two papers in one hand.',
  'custodians.chosen': 'Chosen: {count} of 5',
  'custodians.save': 'These five hold the papers',
  'custodians.left': 'has left',
  'custodians.few':
    'Only {count} of the five are still here: exactly as many as a ceremony needs. Make a new recovery key now.',
  'custodians.tooFew':
    'Only {count} of the five are still here, and a ceremony needs {needed}. What nobody can open would stay closed. Make a new recovery key now.',
  replace: 'New recovery key, other custodians',
  'replace.first': 'Make a recovery key',
  'replace.first.body':
    'There is none now. A circle takes it in with its next change of members; what nobody can open before that stays closed.',
  'replace.does.shares':
    'The five old papers are worthless here at once: the server erases what they unlock. Burn them all the same.',
  'replace.does.circles':
    'Every circle asks for a new key, because the old recovery key is in it. Colleagues who may change the members see it under "Cases" and do it with one button.',
  'replace.not.copy':
    'Whoever has a copy of the database from before and three of the old papers still opens that copy.',
  'replace.not.renewed':
    'Until a circle has its new key, the new papers do not open it: a ceremony before that brings nothing back for this circle.',
  'replace.needs':
    'You need: the root key from paper, a printer, and five people. Everybody is told in the directory.',
  'replace.lost':
    'Circles that nobody may change any more: {count}. Only the old papers open them. Hold a ceremony first and give them to somebody, or they are lost.',
  'replace.make': 'Make five new papers',
  'replace.papers':
    'Print these now and hand one to each of five people. Nothing has changed yet; if you close this page, begin again and burn these.',
  'replace.handed': 'Each of the five has her paper in her hands.',
  'replace.do': 'Put the new recovery key in force',
  'replace.done':
    'The new recovery key is in force. Now the circles: whoever may change their members makes new keys under "Cases".',
  mine: 'You are a custodian.',
  begin: 'Begin a ceremony',
  'begin.body':
    'Everybody in the organisation is told at once, and it stays on record who opened it, who brought a share and what was done. The shares are combined in this browser.',
  'begin.sure': 'We have agreed on this ceremony.',
  open: 'A recovery ceremony is open',
  'open.by': 'Begun by {name}, {at}.',
  'open.notice':
    'A recovery ceremony is open, begun by {name}. If you know nothing of it, call your director now.',
  'open.look': 'Look at it',
  words: 'Words of this ceremony',
  'words.lead': 'Read these six words to each custodian before she brings her share.',
  'words.custodian':
    '{name} reads six words to you, in person or by voice. They must be these, in the same order; otherwise stop.',
  'words.same': '{name} read exactly these words to me.',
  share: 'Share from paper',
  'share.hint': 'The letters and digits on your paper; spaces do not matter.',
  'share.kept': 'Your share is kept here sealed to your key. You need no paper.',
  'share.bring': 'Bring my share',
  'share.brought': 'Your share is there.',
  brought: 'Shares brought: {count} of {needed}. {names}',
  combine: 'Combine the shares',
  'combine.keyLost':
    'This ceremony was begun in another browser. Go on there, or give it up and begin again.',
  giveUp: 'Give it up',
  combined: 'The recovery key is in this browser until you end the ceremony.',
  circles: 'What it opens',
  'circles.none': 'No circle lists this recovery key.',
  'circles.people': 'In it now: {names}',
  'circles.nobody': 'nobody any more',
  give: 'Give these to',
  'give.do': 'Give a place with every right',
  'give.progress': '{done} of {all} given.',
  'give.failed': 'These were not given: {count}. Everything else went on. Try again.',
  'give.done': 'Given. She reads them from now on.',
  end: 'End the ceremony',
  past: 'Earlier ceremonies',
  'past.recovered': 'ended: recovered',
  'past.given-up': 'given up',
} as const satisfies Sentences;
