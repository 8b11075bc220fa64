import type { Sentences } from '../sentence.js';

/** The frame of the staff console. */
export const consoleFrame = {
  language: 'Language',
  theme: 'Appearance',
  'theme.system': 'As the device',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  skip: 'To the content',
  places: 'Places',
  'place.cases': 'Cases',
  'place.people': 'People',
  'place.account': 'My account',
  'palette.open': 'Commands',
  'palette.type': 'Type what you want to do',
  'palette.nothing': 'No command has these letters.',
  hide: 'Hide',
  lock: 'Lock',
  signOut: 'Sign out',
  continue: 'Continue',
  cancel: 'Cancel',
  refresh: 'Look again',
  tryAgain: 'Try again',
  manifest: 'About this version',
  'manifest.compare':
    'This is the hash of all files of this console. Whoever installed it has the same one on paper; if they differ, stop and call.',
  'broken.title': 'This part stopped working',
  'broken.body':
    'The fault is ours. What was saved is safe, and what you typed but did not send is kept encrypted in this browser. Open the page again; if it happens twice, tell your administrator what you were doing.',
  'broken.retry': 'Open it again',
  'broken.reload': 'Reload everything',
  'hidden.title': 'Measures and weights',
  'hidden.cup': 'Cups',
  'hidden.millilitres': 'Millilitres',
  'hidden.spoons': 'Spoons',
  'hidden.more': 'More tables',
} as const satisfies Sentences;
