import type { consoleHotline as English } from '../en/console-hotline.js';
import type { Translation } from '../sentence.js';

export const consoleHotline = {
  lead: 'Tri koraka povezuju Telegram bota sa ljudima. Bot može da zapečati ono što kontakti pišu, ali ne može ponovo da ga otvori.',
  step: 'Korak {at} od 3',
  done: 'gotovo',
  key: 'Ključ bota',
  'key.waiting':
    'Bot je napravio svoje ključeve i čeka. Uporedite ovih šest reči sa onima koje je ispisao na svojoj mašini pri pokretanju ili neka vam ih neko odande pročita. Tek onda ih potpišite.',
  'key.enrolled': 'Ključ bota je u imeniku. Pod tim ključem pečati i šalje.',
  'key.revoked': 'Ovaj ključ više ne važi. Bot ne može ni da pečati ni da šalje dok nema nove ključeve.',
  'key.differs':
    'Server o ključevima bota tvrdi nešto drugo nego potpisani imenik. Ništa ne potpisujte. Pozovite osobu koja održava server.',
  'key.words': 'Reči bota',
  'key.same': 'Bot je ispisao upravo ove reči.',
  'key.sign': 'Potpiši ključ',
  'key.administrator': 'Administrator upoređuje ove reči i potpisuje ih.',
  'key.stale': 'Imenik je u međuvremenu promenjen. Pogledajte ponovo.',
  replace: 'Zameni ključeve bota',
  'replace.make': 'Napravi nove ključeve bota',
  'replace.title': 'Novi ključevi bota?',
  'replace.when':
    'Za slučaj da je neko možda kopirao ključeve bota. Stari ključ odmah izlazi iz imenika. Ko ima i tajnu mašine bota i kasniju kopiju baze dolazi i do novih ključeva: tada prvo pozovite osobu koja vodi server.',
  'replace.contacts':
    'Što kontakti u međuvremenu napišu čuva se zapečaćeno i prelazi u prijem kad se novi ključ potpiše. Uzbune zvone kao i uvek.',
  'replace.replies':
    'Odgovori koji čekaju bezbedno vreme ili još nisu otišli zapečaćeni su za stari ključ: ne šalju se. Svaki u svom razgovoru piše kao neposlat; napišite ga ponovo.',
  'replace.answers':
    'Ko je pisao pre zamene može ovde da dobije odgovor tek kad ponovo piše. Pogledajte otvorene razgovore pre nego što nastavite.',
  'replace.sign':
    'Preko bota niko ne dobija odgovor dok administrator ne uporedi nove reči i potpiše ih. Ostanite ovde dok to ne bude gotovo.',
  'replace.sure': 'Operateri znaju za ovo.',
  'replace.do': 'Ukloni stari ključ i napravi nove',
  inbox: 'Prijem',
  'inbox.none': 'Nema prijema u kom ste. Koordinator ili direktor ga otvara jednom, za celu kuću.',
  'inbox.open': 'Otvori prijem',
  'inbox.body':
    'Svi u ovom krugu čitaju ono što kontakti pišu. Svakom operateru dajte mesto i pravo da piše; neka bar dvoje mogu da menjaju članove.',
  'inbox.other': 'Bot pečati za drugi prijem, ne za onaj u kom ste vi.',
  trust: 'Kome bot veruje',
  'trust.trusted': 'Bot je sam proverio imenik i prijem i pečati za njega.',
  'trust.no-anchor':
    'Botu još niko nije rekao kojoj organizaciji i kom prijemu da veruje. Do tada poruke drži zapečaćene i čeka.',
  'trust.no-keys': 'Ključ bota još nije potpisan ili više ne važi.',
  'trust.no-inbox': 'Botu je naveden prijem koji ne postoji.',
  'trust.directory-refused':
    'Imenik koji baza prikazuje nije onaj koji je botu naveden ili je stariji od onog koji je već video ({reason}). Ni za koga ne pečati. Pozovite osobu koja održava server.',
  'trust.inbox-refused':
    'Prijem koji baza prikazuje nije onaj kom bot sme da veruje ili je stariji od onog koji je već video ({reason}). Ni za koga ne pečati. Pozovite koordinatora.',
  'trust.foreign': 'Botu je naveden glavni ključ druge organizacije. To nije vaš.',
  'trust.tell': 'Reci botu da veruje ovom prijemu',
  'trust.tell.body':
    'Ovo je probna kuća, pa bot poverenje dobija odavde, jednom. U pravom radu to u podešavanja bota upisuje osoba koja održava server.',
  'trust.settings':
    'Osoba koja održava server upisuje ova dva reda u podešavanja bota i ponovo ga pokreće. Nisu tajna, ali do nje moraju stići od vas, a ne od servera.',
  'trust.settings.label': 'Redovi za podešavanja bota',
  heldBack: 'Poruka koje čekaju zapečaćene dok bot nekom ne poveruje: {count}.',
  'heldBack.since': 'Najstarija čeka od {at}.',
  'heldBack.none': 'Ništa ne čeka.',
} as const satisfies Translation<typeof English>;
