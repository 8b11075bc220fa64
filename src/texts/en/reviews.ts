import type { Sentences } from '../sentence.js';

/** What staff are told about deadlines, on phones and in mails. A number and a date, never what it is about. */
export const reviews = {
  'review.remind': 'Review {number}: due on {day} at {time}.',
  'review.due': 'Review {number}: due now.',
  'review.event': 'Review {number}: needed sooner, by {day} {time}.',
  'review.overdue': 'Review {number}: overdue since {day} {time}.',
  'task.remind': 'Task for {number}: due on {day} at {time}.',
  'task.due': 'Task for {number}: due now.',
  'task.overdue': 'Task for {number}: overdue since {day} {time}.',
  'task.overdue-again': 'Task for {number}: still overdue, since {day} {time}.',
  'sign-off.remind': 'Review {number}: a second signature is wanted, by {day} {time}.',
  'sign-off.overdue': 'Review {number}: the second signature is missing since {day} {time}.',
  digest: 'Overdue: {overdue}. Due today: {today}. Due within seven days: {week}. The console has the list.',
  'digest.signatures':
    'Overdue: {overdue}. Due today: {today}. Due within seven days: {week}. Second signatures missing: {signatures}. The console has the list.',
  'mail.subject': 'Reviews and tasks',
  'calendar.name': 'Reviews and tasks',
  'calendar.review': 'Review {number}',
  'calendar.task': 'Task for {number}',
} as const satisfies Sentences;
