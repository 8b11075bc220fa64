import type { consoleDoor as English } from '../en/console-door.js';
import type { Translation } from '../sentence.js';

export const consoleDoor = {
  starting: 'Samo trenutak.',
  unreachable: 'Server nije dostupan',
  signIn: 'Prijava',
  name: 'Ime za dežurstvo',
  passphrase: 'Lozinka',
  'passphrase.hint': 'Šest reči sa razmakom između njih.',
  recoveryCode: 'Kod za oporavak',
  'recoveryCode.hint': '26 slova i cifara sa papira. Razmaci i mala slova nisu važni.',
  secondFactor: 'Kod drugog koraka',
  'secondFactor.hint': 'Šest cifara iz aplikacije na telefonu. Prazno ako je još nemate.',
  withCode: 'Lozinka je izgubljena',
  withPassphrase: 'Lozinkom',
  noAccount: 'Nemate nalog? Administrator šalje vezu koja važi jednom.',
  untold:
    'Ovaj računar je sve zaboravio. Server se nije javio, pa to ne zna: sesija tamo se sama završava {at}. Ranije je možete prekinuti u „Moj nalog“ na bilo kom uređaju.',
  locked: 'Zaključano',
  'locked.body':
    'I dalje ste prijavljeni kao {name}, ali u ovoj kartici nema nijednog ključa. Neposlato se čuva šifrovano.',
  unlock: 'Otključaj',
  compare: 'Uporedite šest reči',
  'compare.body':
    'Ovaj pregledač nikada nije bio ovde. Uporedite ove reči sa onima na papiru iz poziva, ili zamolite nekog iz tima da pročita svoje sa strane Ljudi.',
  'compare.same': 'Svih šest reči je isto.',
  'compare.differ': 'Razlikuju se: odjavi me',
  rootWords: 'Reči organizacije',
  myWords: 'Moje reči',
  step: 'Korak {at} od {of}',
  setUp: 'Postavite organizaciju',
  'setUp.body':
    'Svi ključevi nastaju ovde, u ovom pregledaču, i napuštaju ga samo njihove javne polovine i zapečaćene kopije. Potrebni su računar u koji imate poverenja, štampač i mirnih četvrt sata.',
  organisation: 'Organizacija',
  adminName: 'Vaše ime za dežurstvo',
  'adminName.hint': 'Kako vas zovu na poslu. Ne mora biti ime iz dokumenata.',
  token: 'Ključ za postavljanje',
  'token.hint': 'Server ga je ispisao pri pokretanju; nalazi se i u njegovoj fascikli sa podacima.',
  makeKeys: 'Napravi ključeve',
  papers: 'Sada odštampajte ove papire',
  'papers.body':
    'Prikazuju se jednom i nigde se ne čuvaju. Svaki u drugu kovertu: glavni ključ u sef, svaki deo kod druge osobe.',
  'papers.kept': 'Sve imam na papiru.',
  print: 'Odštampaj',
  'paper.root': 'Glavni ključ',
  'paper.root.body':
    'Njime se uvode i isključuju administratori. Za svakodnevni rad nije potreban. Ko ga ima može da uvede bilo koga; ko ga izgubi više ne može da postavi administratora.',
  'paper.passphrase': 'Vaša lozinka',
  'paper.passphrase.body':
    'Šest reči, izabranih slučajno. Naučite ih napamet za nekoliko dana, pa uništite papir. Niko ne može da ih vrati.',
  'paper.code': 'Vaš kod za oporavak',
  'paper.code.body': 'Otvara nalog ako zaboravite lozinku. Držite ga dalje od računara.',
  'paper.share': 'Deo za oporavak {at} od 5',
  'paper.share.body':
    'Bilo koja tri od pet dela otvaraju sve što organizacija ima; dva ne znaju ništa. Svaki dajte drugoj osobi u koju imate poverenja.',
  typeBack: 'Otkucajte lozinku sa papira',
  'typeBack.body':
    'Da bismo znali da je zaista na papiru. Posle ovog koraka niko više ne može da je prikaže.',
  'typeBack.hint': 'Da bismo znali da je na papiru.',
  found: 'Osnuj organizaciju',
  backToPapers: 'Nazad na papire',
  join: 'Poziv',
  'join.badLink': 'Ova veza nije cela. Otvorite je ponovo iz poruke ili zatražite novu od administratora.',
  'join.welcome': 'Dobro došli, {name}',
  'join.body':
    '{organisation} vas poziva. Ovaj pregledač pravi vaše ključeve; server nikada ne vidi lozinku. Prvo je zapišite.',
  'join.rootWords':
    'Čuvajte ovih šest reči sa papirima. Upoređujete ih kada se prijavljujete sa drugog uređaja.',
  'join.accept': 'Napravi moje ključeve',
  keepCode: 'Sačuvajte kod za oporavak',
  toSignIn: 'Na prijavu',
  wait: 'Pročitajte ove reči administratoru',
  'wait.body':
    'Uživo ili telefonom, nikada u poruci. I administrator vidi šest reči. Ako su iste, potpisuje vaš ključ i ova strana nastavlja sama.',
  'wait.reloaded':
    'Vaši ključevi čekaju administratora. Zajedno upoređujete šest reči; videli ste ih pre nego što je strana ponovo učitana. Ako ih nemate, zatražite novu vezu.',
  'wait.asking': 'Čeka se potpis.',
  'wait.stale': 'Imenik se u međuvremenu promenio. Ako se ovo ne promeni za minut, zatražite novu vezu.',
  'wait.signed': 'Vaš ključ je potpisan. Sada se možete prijaviti.',
  'wait.refused': 'Administrator je odbio ove ključeve. Pozovite i zatražite novu vezu.',
} as const satisfies Translation<typeof English>;
