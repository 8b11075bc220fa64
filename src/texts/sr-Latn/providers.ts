import type { providers as English } from '../en/providers.js';
import type { Translation } from '../sentence.js';

export const providers = {
  title: 'Bezbednost onih koji pomažu',
  lead: 'I onaj ko pomaže je u riziku. Organizacija se procenjuje kao celina, a svaki radnik za svaki predmet.',
  loading: 'Traže se dosijei.',
  organisation: 'Organizacija',
  'organisation.body': 'Deo A: pretnje oko nas i zaštita koju imamo. Čita ga ko je u dosijeu.',
  'organisation.none': 'Niste u dosijeu organizacije. Otvaraju ga koordinatori i direktori.',
  'organisation.open': 'Otvori dosije i uradi procenu',
  workers: 'Radnici',
  'workers.body':
    'Deo B: jedan radnik na jednom predmetu. Dosije je privatan: čitaju ga radnik i oni koje on u njemu imenuje.',
  worker: 'Dosije: {name}',
  opened: 'otvaranje: {at}, {name}',
  own: 'Dosije o mojoj bezbednosti',
  'own.hint': 'Predmet na koji se odnosi. Samo broj; prazno ako se ne odnosi ni na jedan predmet.',
  'own.open': 'Napravi dosije i uradi procenu',
} as const satisfies Translation<typeof English>;
