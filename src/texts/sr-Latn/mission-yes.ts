import type { missionYes as english } from '../en/mission-yes.js';
import type { Translation } from '../sentence.js';

/** Asking a coordinator for a yes at the door, and why (ADR 0189, 0185). */
export const missionYes = {
  'door.title': 'Jedan minut na vratima',
  'door.body':
    'Provera je od ranije. Označite šta važi sada. Ako je svih šest označeno, krećete; ako nije, prvo se pita koordinacija.',
  'door.ask': 'Pitajte koordinaciju',
  'door.asked':
    'Koordinacija je pitana. Označite šta važi sada i napišite šta ne važi: to se pečati u Vašu bezbednosnu svesku.',
  'door.words': 'Šta nije „da“ i šta bi pomoglo',
  'door.words.hint':
    'Ne morate ništa da napišete: pitanje na to ne čeka. Čitaju samo oni koji mogu da otvore Vašu bezbednosnu svesku, zajedno sa onim što ste označili.',
  'door.outside':
    'I njima stiže pitanje, a nisu u Vašoj bezbednosnoj svesci: {names}. Ne mogu to da pročitaju. Pozovite ih ili im dajte mesto pod „Ko može da otvori moje planove“.',
  'door.unsealed':
    'Koordinacija je pitana. Razlog još nije zapečaćen: pritisnite isto dugme ponovo ili ga recite telefonom.',
  'door.seal': 'Zapečati razlog',
  'door.write': 'Napiši razlog',
  why: 'Zašto Vas pitaju',
  'why.outside':
    'Traži se Vaša saglasnost, a razlog ne možete da pročitate: niste u bezbednosnoj svesci osobe {name}. Pozovite tu osobu pre nego što odgovorite. Svesku mogu da otvore i: {names}.',
  'why.nothing':
    'Osoba {name} je pitala pred polazak, a nema šta da se pročita: od tada ništa nije zapisano, a bot za zaposlene ne prima razloge. Pozovite tu osobu pre nego što odgovorite.',
  'why.unreadable': 'Razlog ovde ne može da se pročita. Pozovite osobu {name} pre nego što odgovorite.',
  'why.wrote': 'Zapečatila osoba {name}, {at}',
  'why.planned': 'Odgovori osobe {name} pri planiranju, {at}',
  'why.notYes': 'nije „da“',
} as const satisfies Translation<typeof english>;
