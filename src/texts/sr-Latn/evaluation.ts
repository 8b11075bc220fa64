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
  share: 'Na čemu počivaju ovi brojevi',
  'share.nothing-signed': 'Ovim instrumentom još ništa nije potpisano.',
  'share.none':
    'Nijedna procena nije ovde ostavila izvod. Ništa od onoga što sledi ne govori o procenama ove kuće.',
  'share.less-than-half':
    'Manje od polovine procena ostavilo je ovde izvod. Ono što sledi ne važi za celu kuću.',
  'share.half-or-more':
    'Bar polovina procena ostavila je ovde izvod, ali ne sve. One koje nedostaju mogu biti drugačije.',
  'share.all': 'Ovde je onoliko izvoda koliko i procena koje se čuvaju.',
  'share.unclear':
    'Ovde je više izvoda nego procena koje se čuvaju: izvod ostaje i kada se predmet obriše. Niko ne može da kaže koliki je deo obuhvaćen.',
  'share.extracts': 'Procene koje su ovde ostavile izvod',
  'share.signed': 'Procene koje je kuća potpisala i još ih čuva',
  'share.body':
    'Potpisane procene broji server; taj broj ovde niko ne može da proveri. Ispravka nije posebna procena, a dosijei radnika se ne broje.',
  'share.quarters': 'Po tromesečjima',
  'share.quarter': 'Tromesečje',
  'share.quarterOf': '{year}, {quarter}. tromesečje',
  'share.withExtract': 'Sa izvodom',
  'share.everybody':
    'Svi koji su u poslednjih 365 dana potpisali takvu procenu, a još su sa nama, imaju ovde mesto na kojem ostavljaju izvod.',
  'share.people':
    'Ljudi koji su u poslednjih 365 dana potpisali takvu procenu, a ovde nemaju mesto na kojem bi ostavili izvod: {count}.',
  'share.ask': 'Ko su, ovde čita koordinator ili direktor koji je u ovom vrednovanju.',
  'share.add':
    'Pod „Ko je u ovom vrednovanju“ dajte im mesto, sa pravom da pišu: od tada svaka procena koju potpišu ostavlja izvod. Ono što su potpisali ranije ne ostavlja ga.',
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
