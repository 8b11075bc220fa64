import type { consoleLeaving as English } from '../en/console-leaving.js';
import type { Translation } from '../sentence.js';

export const consoleLeaving = {
  title: 'Odlazi: {name}',
  back: 'Ljudi',
  gone: 'Ključ više nije u imeniku i sve prijave su završene. Spisak se prazni kako drugi preuzimaju i kako se prave novi ključevi.',
  work: 'Šta je još kod te osobe',
  'work.none': 'Ništa više.',
  'work.body':
    'Predajte ovo drugima, pre ili posle. Ako se nešto prekine, nastavlja se odatle: spisak pokazuje šta je ostalo.',
  'kind.alert': 'Uzbuna {number}',
  'kind.conversation': 'Razgovor {number}',
  'kind.visit': 'Izlazak na teren {number}',
  'kind.shift': 'Nedeljno dežurstvo',
  'kind.shift.as': 'Nedeljno dežurstvo, {duty}: {day} od {from} do {to}',
  'kind.stand-in': 'Zamena na dežurstvu',
  'kind.stand-in.as': 'Zamena na dežurstvu, {duty}: od {from} do {to}',
  'kind.review': 'Ponovna procena za {number}',
  'kind.measure': 'Mera za {number}',
  'kind.task': 'Procena bezbednosti same te osobe na {number}',
  'kind.share': 'Deo ključa za oporavak',
  'else.alert':
    'Neko iz tima dobija pitanje i preuzima tek kad prihvati. Ako niko ne prihvati pre uklanjanja ključa, uzbuna ponovo zvoni.',
  'else.conversation':
    'Prelazi odmah ako je konzola te osobe otvorena; inače se za minut vraća u red, kao i kad se ključ ukloni.',
  'else.shift': 'Ostaje u rasporedu kao praznina dok neko ne preuzme; koordinatori dobijaju upozorenje.',
  'else.stand-in': 'Ostaje u rasporedu kao praznina dok neko ne preuzme; koordinatori dobijaju upozorenje.',
  'else.review': 'Inače prelazi na sledeću osobu koja tamo sme da piše, ili na koordinatore.',
  'else.measure': 'Inače je koordinatori vide kao ničiju.',
  'else.task': 'Prestaje odlaskom: nema više šta da se procenjuje.',
  'else.share':
    'Ne može da se preda. Dok je ovde bar troje od petoro, ceremonija radi; uskoro napravite novi ključ za oporavak.',
  'else.visit.planned': 'Izlazak još nije počeo. Otkazuje se kad se ključ ukloni.',
  'else.visit.away':
    'Izlazak je u toku. Završava ga samo reč te osobe. Sačekajte povratak: bez ključa nema javljanja sa konzole.',
  'else.members': 'Novi ključ posle odlaska prave: {names}.',
  'else.members.none': 'U njemu nema nikog drugog ko sme da menja članove.',
  alone: 'Ovde niko drugi ne može da menja članove. Prvo dajte to pravo još nekome.',
  asked: 'Poslato pitanje: {name}. Još nije prihvaćeno.',
  to: 'Kome predajete „{what}”',
  choose: 'Izaberite osobu',
  'to.nobody': 'Sada niko ne može da preuzme.',
  give: 'Predaj',
  ask: 'Pitaj',
  all: 'Sve jednoj osobi',
  'all.body': 'Predaje redom sve što ta osoba može da preuzme. Ostalo ostaje na spisku za nekog drugog.',
  'all.to': 'Osoba',
  'all.option': '{name}: {count} od {all}',
  'all.give': 'Predaj ({count})',
  'all.none': 'Predaj sve',
  'all.progress': 'Predato: {done} od {all}.',
  'all.done': 'Predato: {count}. Što je još na spisku čeka nekog drugog.',
  'all.failed': 'Predato: {done} od {all}. Ostalo je nepromenjeno; nastavite kad želite.',
  'warn.alone':
    'Odlazak bi sada zauvek zaključao krugove; otvorila bi ih samo ceremonija oporavka. Prvo nekom drugom u njima dajte pravo da menja članove.',
  'warn.away':
    'Ta osoba je sada na terenu. Ako se ne javi, dežurni će je tražiti, ali ona sama ne bi mogla da prekine uzbunu.',
  'warn.open': 'Još nije predato: {count}. Ostaje na ovom spisku, a koordinatori vide da nije prazan.',
  anyway: 'Ipak nastavi',
  left: 'Više nisu u timu, a još nešto drže',
  'left.body': 'Predajte nekome, da ništa ne čeka onoga ko se ne vraća.',
  'left.of': '{name}: {count}',
} as const satisfies Translation<typeof English>;
