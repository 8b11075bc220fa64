import type { Sentences } from '../sentence.js';

/** Set-up, invitation, sign-in and lock. */
export const consoleDoor = {
  starting: 'One moment.',
  unreachable: 'The server cannot be reached',
  signIn: 'Sign in',
  name: 'Name for duty',
  passphrase: 'Passphrase',
  'passphrase.hint': 'Six words with spaces between them.',
  recoveryCode: 'Recovery code',
  'recoveryCode.hint': '26 letters and digits from your paper. Spaces and small letters do not matter.',
  secondFactor: 'Code of the second factor',
  'secondFactor.hint': 'Six digits from the app on your phone. Empty if you have none yet.',
  withCode: 'I lost my passphrase',
  withPassphrase: 'With the passphrase',
  noAccount: 'No account? An administrator sends you a link that works once.',
  untold:
    'This computer has forgotten everything. The server was not heard, so it was not told: the session there ends by itself at {at}. End it sooner under “My account” on any device.',
  locked: 'Locked',
  'locked.body':
    'You are still signed in as {name}, but no key is in this tab. What you did not send is kept encrypted.',
  unlock: 'Unlock',
  compare: 'Compare six words',
  'compare.body':
    'This browser has never been here. Compare these words with those on the paper from your invitation, or ask a colleague to read hers from the page People.',
  'compare.same': 'All six words are the same.',
  'compare.differ': 'They differ: sign out',
  rootWords: 'Words of the organisation',
  myWords: 'My words',
  step: 'Step {at} of {of}',
  setUp: 'Set up the organisation',
  'setUp.body':
    'All keys are made here, in this browser, and only their public halves and sealed copies leave it. Take a computer that you trust, a printer, and a quiet quarter of an hour.',
  organisation: 'Organisation',
  adminName: 'Your name for duty',
  'adminName.hint': 'What colleagues call you at work. It need not be the name in your papers.',
  token: 'Set-up token',
  'token.hint': 'The server printed it when it started; it also lies in its data folder.',
  makeKeys: 'Make the keys',
  papers: 'Print these papers now',
  'papers.body':
    'They are shown once and stored nowhere. Keep each in another envelope: the root key in a safe, each share with another person.',
  'papers.kept': 'I have everything on paper.',
  print: 'Print',
  'paper.root': 'Root key',
  'paper.root.body':
    'Signs administrators in and out. Nobody needs it from day to day. Whoever has it can enrol anybody; whoever loses it can appoint no further administrator.',
  'paper.passphrase': 'Your passphrase',
  'paper.passphrase.body':
    'Six words, made by chance. Learn them by heart over a few days, then destroy the paper. Nobody can reset them.',
  'paper.code': 'Your recovery code',
  'paper.code.body': 'Opens your account if you forget the passphrase. Keep it away from your computer.',
  'paper.share': 'Recovery share {at} of 5',
  'paper.share.body':
    'Any three of the five open everything that the organisation has; two know nothing. Give each to another person whom you trust.',
  typeBack: 'Type the passphrase from the paper',
  'typeBack.body': 'So that we know that it is really on paper. After this step nobody can show it again.',
  'typeBack.hint': 'So that we know that you have it on paper.',
  found: 'Found the organisation',
  backToPapers: 'Back to the papers',
  join: 'Invitation',
  'join.badLink':
    'This link is not complete. Open it again from the message, or ask your administrator for a new one.',
  'join.welcome': 'Welcome, {name}',
  'join.body':
    '{organisation} invites you. This browser makes your keys; the server never sees your passphrase. Write it down first.',
  'join.rootWords':
    'Keep these six words with your papers. You compare them when you sign in from another device.',
  'join.accept': 'Make my keys',
  keepCode: 'Keep the recovery code',
  toSignIn: 'To the sign-in',
  wait: 'Read these words to your administrator',
  'wait.body':
    'In person or by phone, never in a message. She sees six words too. If they are the same, she signs your key in and this page goes on by itself.',
  'wait.reloaded':
    'Your keys wait for an administrator. She compares your six words with you; you saw them before this page was loaded again. Without them, ask for a new link.',
  'wait.asking': 'Waiting for the signature.',
  'wait.stale': 'The directory went on meanwhile. If this does not change in a minute, ask for a new link.',
  'wait.signed': 'Your key is signed in. You can sign in now.',
  'wait.refused': 'The administrator turned these keys away. Call her, and ask for a new link.',
} as const satisfies Sentences;
