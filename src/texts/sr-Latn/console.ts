import type { consoleFrame as English } from '../en/console.js';
import type { Translation } from '../sentence.js';

export const consoleFrame = {
  language: 'Jezik',
  theme: 'Izgled',
  'theme.system': 'Kao na uređaju',
  'theme.light': 'Svetlo',
  'theme.dark': 'Tamno',
  skip: 'Na sadržaj',
  places: 'Mesta',
  'place.cases': 'Predmeti',
  'place.people': 'Ljudi',
  'place.account': 'Moj nalog',
  'palette.open': 'Naredbe',
  'palette.type': 'Upišite šta želite da uradite',
  'palette.nothing': 'Nijedna naredba nema ta slova.',
  hide: 'Sakrij',
  lock: 'Zaključaj',
  signOut: 'Odjavi se',
  continue: 'Dalje',
  cancel: 'Odustani',
  refresh: 'Pogledaj ponovo',
  tryAgain: 'Pokušaj ponovo',
  manifest: 'O ovoj verziji',
  'manifest.compare':
    'Ovo je otisak svih datoteka ove konzole. Ko ju je postavio ima isti na papiru; ako se razlikuju, stanite i pozovite.',
  'broken.title': 'Ovaj deo je prestao da radi',
  'broken.body':
    'Greška je naša. Sačuvano je bezbedno, a ono što je otkucano a nije poslato čuva se šifrovano u ovom pregledaču. Otvorite stranu ponovo; ako se desi dvaput, recite administratoru šta ste radili.',
  'broken.retry': 'Otvori ponovo',
  'broken.reload': 'Učitaj sve ponovo',
  'hidden.title': 'Mere i težine',
  'hidden.cup': 'Šolje',
  'hidden.millilitres': 'Mililitri',
  'hidden.spoons': 'Kašike',
  'hidden.more': 'Još tabela',
} as const satisfies Translation<typeof English>;
