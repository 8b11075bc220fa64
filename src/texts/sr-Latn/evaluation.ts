import type { evaluation as English } from '../en/evaluation.js';
import type { Translation } from '../sentence.js';

export const evaluation = {
  title: 'Vrednovanje',
  lead: 'Da li je šteta usledila tamo gde je opasnost viđena? Računa se u ovom pregledaču, iz izvoda bez imena, brojeva i beležaka. Iz dosijea radnika ne uzima se ništa.',
  none: 'Niste ni u jednom vrednovanju. Kada ga bude i kada budete u njemu, svaka procena koju potpišete ostavlja tamo izvod.',
  open: 'Otvori vrednovanje',
  members: 'Ko je u ovom vrednovanju',
  empty:
    'Još nema šta da se sagleda. Dajte mesto u ovom vrednovanju onima koji rade procene, sa pravom da pišu: od tada svaka procena koju potpišu ovde ostavlja izvod.',
  instrument: 'Instrument',
  hide: 'Sakrij brojeve manje od 11, kao za sve što izlazi iz kuće',
  hidden: 'skriveno',
  bring: 'Preuzmi incidente',
  'bring.body':
    'Incidenti iz bezbednosnih dnevnika koje čitate, za predmete u kojima ste. Ponavljanje dodaje samo ono što je novo.',
  coverage: 'Obuhvat',
  'coverage.never': 'Predmeti za koje nema procene',
  'coverage.overdue': 'Predmeti čija procena kasni',
  'coverage.plans': 'Planovi koje niko nije pogledao, dana: {days}',
  plans: 'Planovi',
  of: '{count} od {all}',
  heat: 'Gde su predmeti',
  'heat.body':
    'Svaki predmet jednom, sa najnovijom procenom. Naviše: koliko je verovatno. Udesno: koliko je teško.',
  'heat.corner': 'verovatno / teško',
  byLevel: 'Šta je usledilo, po nivou',
  'byLevel.body': 'Procene posle kojih je u roku od 90 dana, a pre sledeće procene, usledio incident.',
  byItem: 'Šta je usledilo, po pitanju',
  answer: 'Odgovor',
  followed: 'Usledio incident',
} as const satisfies Translation<typeof English>;
