import type { Sentences } from '../sentence.js';

/** The level of a case, who signed it, its dates. */
export const level = {
  '1': 'Low',
  '2': 'Medium',
  '3': 'High',
  '4': 'Extreme',
  title: 'Level',
  reading: 'Reading and verifying the level.',
  none: 'Nobody has assessed here yet. The first assessment gives a level, measures and the date of the next one.',
  unread: 'Records that this console cannot read: {count}. Reload it; a newer version may know them.',
  effect: 'Holds now',
  computed: 'Computed',
  person: 'Set by a person',
  inForce: 'Level in force',
  until: 'until {at}',
  assessed: 'Assessed',
  due: 'Assess again by',
  overdue: 'overdue',
  override: 'Set to {level}, because: {reason}',
  otherScore:
    'The instrument makes another level of these answers than the one that was signed. Call your coordinator.',
  'instrument.newer':
    'This was made with a newer version of the instrument. Reload the console to see its reasons.',
  'instrument.altered':
    'The instrument that this was made with is not the published one. Its reasons are not shown. Call your coordinator.',
  'red.missing': 'The server shows no signed level, although a record here is or may be an assessment.',
  'red.refused': 'It cannot be shown that the signed level belongs to the newest assessment.',
  'red.columns': 'The server shows something else than what was signed.',
  'red.which': 'It differs in: {names}.',
  'column.version': 'version of the instrument',
  'column.computed': 'computed level',
  'column.inForce': 'level in force',
  'column.flags': 'what is unknown or critical',
  'column.assessed': 'when it was assessed',
  'column.due': 'when to assess again',
  'column.loweredUntil': 'until when it is lowered',
  'column.signOff': 'second signature',
  'red.body': 'Do not rely on the level below. Tell your coordinator, and assess again.',
  assess: 'Assess',
  plan: 'Plan',
  document: 'Document',
  awaits: 'A coordinator other than the author signs a level as high as this.',
  'awaits.lowered':
    'The level was lowered. Until a coordinator other than the author has signed, the computed one holds.',
  signOff: 'Sign this level too',
  'signOff.own': 'It is your own assessment, so somebody else signs.',
  'signOff.role': 'A coordinator signs here.',
  'signOff.subject': 'It is about you, so somebody else signs.',
  'signOff.notManager':
    'I am not the line manager of this worker, and nobody who is has asked me to sign. This is sealed with my signature.',
  'signOff.right': 'You may read this case, not sign in it.',
  'signedOff.here': 'Signed too by {name}, {at}.',
  'signedOff.left': 'Signed too by {name}, {at}, who has left since. The signature counts as before.',
  'signedOff.waits':
    'Signed too by {name}, {at}, with a key that is not in force any more. The signature does not count until a colleague has written here: a note, or the new key for which this case waits.',
  'signedOff.notManager': 'She or he confirmed not to be the line manager.',
  'signedOff.noWord': 'Nothing is written about whether this is the line manager. Ask.',
  'signedOff.unsound': 'A second signature does not hold: {name}, {at}. Call your coordinator.',
  chart: 'Level over time: {count}',
  'chart.label': 'How the level moved from one assessment to the next. The table below says the same.',
  'trigger.title': 'Something happened',
  'trigger.body':
    'The next assessment moves up at once. What happened is sealed as a note; the server learns only the date.',
  'trigger.what': 'What exactly, from whom, how you know',
  'trigger.record': 'Record it',
  'trigger.done': 'Recorded. Assess again by {at}.',
  'trigger.when': 'When it happened',
  'trigger.when.hint':
    'Empty: just now. The time to assess again runs from here, not from when it is written down.',
  'alarms.late':
    'Reminders that come later than what happened allows: {count}. Assess at once, and tell your coordinator.',
  'alarms.missing':
    'Reminders that were set and that the server does not have: {count}. Assess at once, and tell your coordinator.',
  'alarms.unexplained':
    'Reminders that no record explains: {count}. Perhaps somebody was cut off while writing.',
  faulty:
    'This assessment breaks rules of its instrument. Do not rely on its level; assess again, and tell your coordinator. It concerns: {fields}.',
  'dates.title': 'Dates: {count}',
  'dates.body':
    'Hearings, releases, moves: the case is looked at before and after. What a date is stays sealed; the server learns only when to remind.',
  'dates.broken': 'Reminders whose signature does not hold: {count}. Set these dates anew.',
  'dates.missing': 'no reminder',
  'dates.late': 'reminds too late',
  'dates.remind': 'Set the reminder again',
  'dates.over': 'The day has gone by without it. Assess again, or take the date away.',
  'dates.drop': 'Does not hold any more',
  'dates.day': 'Day',
  'dates.kind': 'What it is',
  'dates.kind.other': 'Something else',
  'dates.what': 'In your words',
  'dates.past':
    'This day has gone by, so nobody would be reminded. Use “Something happened” for what is over.',
  'dates.add': 'Add the date',
} as const satisfies Sentences;
