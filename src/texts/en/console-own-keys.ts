import type { Sentences } from '../sentence.js';

/** New keys of one's own after a theft, and a colleague's new keys in one's circles. */
export const consoleOwnKeys = {
  title: 'Seen or stolen: my new keys',
  link: 'My device or passphrase was seen or stolen',
  'link.body':
    'A new passphrase is not enough then. Make new keys; it takes ten minutes and one call to an administrator.',
  lead: 'For when somebody may have your passphrase, your recovery code, or the device on which you were signed in.',
  does: 'What it does',
  'does.sessions': 'At once: every other device on which you are signed in is out.',
  'does.keys':
    'When an administrator has signed: the old passphrase, the old code and the old keys open and sign nothing new here.',
  'does.circles':
    'When your circles have new keys: a copy of the database that is made later opens with no old key of yours.',
  not: 'What it cannot do',
  'not.read': 'What somebody has read with your keys stays read.',
  'not.copy':
    'Whoever copied the database before and knows the old passphrase can still open that copy. Say so when you report it.',
  'not.until':
    'Until an administrator signs, the old passphrase still opens. Call her now, do not wait for her to notice.',
  'not.factor':
    'If the phone with your second factor is gone, an administrator resets that too. Text that you have not sent yet is lost: send it first.',
  begin: 'Make my new keys',
  step: 'Step {at} of 3',
  'papers.title': 'Print these two papers now',
  'papers.body':
    'Nothing has changed yet. From the moment at which an administrator signs, these two papers are the only way in.',
  'post.title': 'Send the new keys',
  'post.new': 'New passphrase, from the paper',
  'post.new.hint': 'All six words. So we know that the paper can be read.',
  'post.current': 'Passphrase until now',
  post: 'Send my new keys and end my other sessions',
  'wait.title': 'Call an administrator',
  'wait.body':
    'Your other sessions have ended. Read these six words to an administrator, in person or by voice. When she has signed, you are signed out here and come back with the new passphrase.',
  'wait.words': 'Words of my new keys',
  'wait.unknown':
    'New keys of yours wait for an administrator. Type their passphrase to see their words again.',
  'wait.unlock': 'Show the words',
  'wait.again':
    'If the new paper is lost, or it was not you who sent them: make new ones; they replace these.',
  'wait.anew': 'Make other new keys',
  progress: 'My new keys in my circles',
  'progress.count': '{done} of {all} circles have your new keys.',
  'progress.done':
    'Every circle has your new keys. Nothing that is written from now on opens with an old one.',
  'progress.body':
    'In the others your old key still sits, and you read nothing there until somebody who may change the members has compared your words and made a new key. They see it on their page of cases; call them.',
  'progress.by': 'can be done by: {names}',
  'progress.nobody': 'nobody in it may change the members; only a recovery ceremony opens it',
  mine: 'Your new keys are not in all of your circles yet.',
  'mine.look': 'Which, and whom to call',
  'renew.confirm':
    'These colleagues have new keys. Compare the words once, by voice or in person; it counts for all circles.',
} as const satisfies Sentences;
