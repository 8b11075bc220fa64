import type { consoleOwnKeys as English } from '../en/console-own-keys.js';
import type { Translation } from '../sentence.js';

export const consoleOwnKeys = {
  title: 'Viđeno ili ukradeno: moji novi ključevi',
  link: 'Moj uređaj ili lozinka je u tuđim rukama',
  'link.body':
    'Tada nova lozinka nije dovoljna. Napravite nove ključeve; potrebno je deset minuta i jedan poziv administratoru.',
  lead: 'Za slučaj da neko možda ima vašu lozinku, kod za oporavak ili uređaj na kome ste bili prijavljeni.',
  does: 'Šta se time postiže',
  'does.sessions': 'Odmah: prekidaju se prijave na svim vašim drugim uređajima.',
  'does.keys':
    'Kad administrator potpiše: stara lozinka, stari kod i stari ključevi ovde više ništa novo ne otvaraju i ne potpisuju.',
  'does.circles':
    'Kad vaši krugovi dobiju nove ključeve: kasnija kopija baze ne otvara se nijednim vašim starim ključem.',
  not: 'Šta se time ne postiže',
  'not.read': 'Ono što je neko pročitao vašim ključevima ostaje pročitano.',
  'not.copy':
    'Ko je bazu kopirao ranije i zna staru lozinku može i dalje da otvori tu kopiju. Navedite to kad prijavite.',
  'not.until':
    'Dok administrator ne potpiše, stara lozinka još otvara. Pozovite odmah, ne čekajte da neko primeti.',
  'not.factor':
    'Ako je nestao telefon sa drugim korakom, administrator i to poništava. Neposlat tekst se gubi: prvo ga pošaljite.',
  begin: 'Napravi moje nove ključeve',
  step: 'Korak {at} od 3',
  'papers.title': 'Odštampajte sada ova dva papira',
  'papers.body':
    'Još ništa nije promenjeno. Od trenutka kad administrator potpiše, ova dva papira su jedini ulaz.',
  'post.title': 'Pošaljite nove ključeve',
  'post.new': 'Nova lozinka, sa papira',
  'post.new.hint': 'Svih šest reči. Tako znamo da papir može da se pročita.',
  'post.current': 'Dosadašnja lozinka',
  post: 'Pošalji nove ključeve i prekini moje druge prijave',
  'wait.title': 'Pozovite administratora',
  'wait.body':
    'Vaše druge prijave su prekinute. Pročitajte ovih šest reči administratoru, uživo ili glasom. Kad potpis stigne, ovde ćete biti odjavljeni i ulazite novom lozinkom.',
  'wait.words': 'Reči mojih novih ključeva',
  'wait.unknown':
    'Vaši novi ključevi čekaju administratora. Unesite njihovu lozinku da biste ponovo videli reči.',
  'wait.unlock': 'Prikaži reči',
  'wait.again': 'Ako je novi papir izgubljen ili ih niste poslali vi: napravite druge; oni zamenjuju ove.',
  'wait.anew': 'Napravi druge nove ključeve',
  progress: 'Moji novi ključevi u mojim krugovima',
  'progress.count': 'Nove ključeve ima krugova: {done} od {all}.',
  'progress.done': 'Svaki krug ima vaše nove ključeve. Ništa što se od sada piše ne otvara se starim.',
  'progress.body':
    'U ostalima je još vaš stari ključ i tamo ništa ne čitate dok neko ko sme da menja članove ne uporedi vaše reči i napravi novi ključ. To im piše na strani sa predmetima; pozovite ih.',
  'progress.by': 'to mogu da urade: {names}',
  'progress.nobody': 'niko u njemu ne sme da menja članove; otvara ga samo ceremonija oporavka',
  mine: 'Vaši novi ključevi još nisu u svim vašim krugovima.',
  'mine.look': 'U kojima, i koga da pozovete',
  'renew.confirm':
    'Ove osobe imaju nove ključeve. Uporedite reči jednom, glasom ili uživo; važi za sve krugove.',
} as const satisfies Translation<typeof English>;
