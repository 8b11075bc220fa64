import type { reviews as english } from '../en/reviews.js';
import type { Translation } from '../sentence.js';

export const reviews = {
  'review.remind': 'Ponovna procena {number}: rok je {day} u {time}.',
  'review.due': 'Ponovna procena {number}: rok je sada.',
  'review.event': 'Ponovna procena {number}: potrebna je ranije, do {day} u {time}.',
  'review.overdue': 'Ponovna procena {number}: kasni od {day} {time}.',
  'task.remind': 'Zadatak za {number}: rok je {day} u {time}.',
  'task.due': 'Zadatak za {number}: rok je sada.',
  'task.overdue': 'Zadatak za {number}: kasni od {day} {time}.',
  'task.overdue-again': 'Zadatak za {number}: i dalje kasni, od {day} {time}.',
  'sign-off.remind': 'Procena {number}: potreban je drugi potpis, rok je {day} u {time}.',
  'sign-off.overdue': 'Procena {number}: drugi potpis nedostaje od {day} u {time}.',
  digest: 'Kasni: {overdue}. Rok danas: {today}. Rok u narednih sedam dana: {week}. Spisak je u konzoli.',
  'digest.signatures':
    'Kasni: {overdue}. Rok danas: {today}. Rok u narednih sedam dana: {week}. Nedostaje drugih potpisa: {signatures}. Spisak je u konzoli.',
  'mail.subject': 'Procene i zadaci',
  'calendar.name': 'Procene i zadaci',
  'calendar.review': 'Ponovna procena {number}',
  'calendar.task': 'Zadatak za {number}',
} as const satisfies Translation<typeof english>;
