import type { consoleRecovery as English } from '../en/console-recovery.js';
import type { Translation } from '../sentence.js';

export const consoleRecovery = {
  title: 'Ključ za oporavak',
  lead: 'Ako neki krug više niko ne može da otvori, troje od pet čuvara zajedno vraća ključ za oporavak. Da bude jasno: bilo koje troje može da otvori sve što organizacija ima.',
  toPage: 'Ključ za oporavak i ceremonija',
  none: 'Ova organizacija nema ključ za oporavak. Što više niko ne može da otvori, ostaje zatvoreno.',
  custodians: 'Čuvari',
  'custodians.none':
    'Još niko nije imenovan. Predajte pet papira iz osnivanja petoro ljudi, pa ih imenujte ovde.',
  'custodians.name': 'Imenujte pet čuvara',
  'custodians.body':
    'Svako drži jedan od pet papira. Izaberite ljude koji ne mogu svi odjednom da budu izgubljeni, ugroženi ili potplaćeni. Nikad dva papira u istim rukama.',
  'custodians.chosen': 'Izabrano: {count} od 5',
  'custodians.save': 'Ovih petoro drži papire',
  'custodians.left': 'više nije u timu',
  'custodians.few':
    'Od petoro je tu još {count}: tačno koliko treba za ceremoniju. Napravite odmah novi ključ za oporavak.',
  'custodians.tooFew':
    'Od petoro je tu još {count}, a za ceremoniju treba {needed}. Što niko ne može da otvori ostalo bi zatvoreno. Napravite odmah novi ključ za oporavak.',
  replace: 'Novi ključ za oporavak, drugi čuvari',
  'replace.first': 'Napravi ključ za oporavak',
  'replace.first.body':
    'Sada ga nema. Krug ga dobija pri sledećoj promeni članova; što pre toga niko ne može da otvori ostaje zatvoreno.',
  'replace.does.shares':
    'Pet starih papira ovde odmah ne vredi ništa: server briše ono što oni otključavaju. Ipak ih spalite.',
  'replace.does.circles':
    'Svaki krug traži novi ključ, jer je u njemu stari ključ za oporavak. Ko sme da menja članove vidi to na strani sa predmetima i rešava jednim dugmetom.',
  'replace.not.copy': 'Ko ima raniju kopiju baze i tri stara papira, i dalje otvara tu kopiju.',
  'replace.not.renewed':
    'Dok krug ne dobije novi ključ, novi papiri ga ne otvaraju: ceremonija pre toga za taj krug ne vraća ništa.',
  'replace.needs': 'Potrebni su: glavni ključ sa papira, štampač i pet ljudi. Svi saznaju iz imenika.',
  'replace.lost':
    'Krugova u kojima više niko ne sme da menja članove: {count}. Otvaraju ih samo stari papiri. Prvo održite ceremoniju i predajte ih nekome, inače su izgubljeni.',
  'replace.make': 'Napravi pet novih papira',
  'replace.papers':
    'Odštampajte ih sada i predajte po jedan petoro ljudi. Još ništa nije promenjeno; ako zatvorite stranu, počnite iznova i spalite ove.',
  'replace.handed': 'Svako od petoro ima svoj papir u rukama.',
  'replace.do': 'Neka važi novi ključ za oporavak',
  'replace.done':
    'Novi ključ za oporavak važi. Sada krugovi: ko sme da menja članove pravi nove ključeve na strani sa predmetima.',
  mine: 'Vi ste čuvar.',
  begin: 'Započni ceremoniju',
  'begin.body':
    'Svi u organizaciji odmah saznaju za nju. Ostaje zapisano ko ju je započeo, ko je doneo deo i šta je urađeno. Delovi se spajaju u ovom pregledaču.',
  'begin.sure': 'Dogovorili smo se o ovoj ceremoniji.',
  open: 'Ceremonija oporavka je u toku',
  'open.by': 'Započinje: {name}, {at}.',
  'open.notice':
    'U toku je ceremonija oporavka. Započinje: {name}. Ako o njoj ništa ne znate, odmah pozovite direkciju.',
  'open.look': 'Pogledaj',
  words: 'Reči ove ceremonije',
  'words.lead': 'Pročitajte ovih šest reči svakom čuvaru pre nego što donese svoj deo.',
  'words.custodian':
    '{name} vam čita šest reči, uživo ili glasom. Moraju biti ove, istim redom; inače stanite.',
  'words.same': '{name} mi je pročitala ili pročitao tačno ove reči.',
  share: 'Deo sa papira',
  'share.hint': 'Slova i cifre sa vašeg papira; razmaci nisu važni.',
  'share.kept': 'Vaš deo se ovde čuva zapečaćen vašim ključem. Papir vam ne treba.',
  'share.bring': 'Donesi moj deo',
  'share.brought': 'Vaš deo je tu.',
  brought: 'Doneto delova: {count} od {needed}. {names}',
  combine: 'Spoji delove',
  'combine.keyLost':
    'Ceremonija je započeta u drugom pregledaču. Nastavite tamo ili odustanite i započnite iznova.',
  giveUp: 'Odustani',
  combined: 'Ključ za oporavak je u ovom pregledaču dok ne završite ceremoniju.',
  circles: 'Šta otvara',
  'circles.none': 'Nijedan krug ne navodi ovaj ključ za oporavak.',
  'circles.people': 'Sada su u njemu: {names}',
  'circles.nobody': 'više niko',
  give: 'Kome ih dajete',
  'give.do': 'Daj mesto sa svim pravima',
  'give.progress': 'Dato: {done} od {all}.',
  'give.failed': 'Nije dato: {count}. Sve drugo je urađeno. Pokušajte ponovo.',
  'give.done': 'Dato. Ta osoba ih od sada čita.',
  end: 'Završi ceremoniju',
  past: 'Ranije ceremonije',
  'past.recovered': 'završena: oporavljeno',
  'past.given-up': 'odustalo se',
} as const satisfies Translation<typeof English>;
