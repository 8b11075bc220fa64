import type { consoleErrors as English } from '../en/console-errors.js';
import type { Translation } from '../sentence.js';

export const consoleErrors = {
  'kind.refused':
    'Server je ovo odbio. Ništa nije promenjeno. Pogledajte ponovo, pa pitajte administratora ako tako ostane.',
  'kind.untrusted':
    'Provera šifrovanja nije prošla: server nije poslao ono što mora. Ništa nije zapečaćeno ni poslato. Stanite i pozovite administratora.',
  'kind.unreachable':
    'Server se ne čuje. Ništa nije izgubljeno: otkucano ostaje ovde, šifrovano. Proverite vezu i pokušajte ponovo.',
  'kind.locked': 'Ova kartica je zaključana. Ništa nije poslato. Otključajte je i pokušajte ponovo.',
  'kind.fault':
    'Greška je naša. Koliko znamo, ništa nije poslato. Pokušajte ponovo i javite administratoru ako tako ostane.',
  'not-signed-in': 'Prijava je istekla. Neposlato se čuva šifrovano. Prijavite se ponovo.',
  busy: 'Server je prezauzet. Ništa nije sačuvano; uneto je još ovde. Sačekajte trenutak i pokušajte ponovo.',
  'database-away':
    'Server je na trenutak izgubio bazu. Pre novog pokušaja pogledajte da li je sačuvano; uneto je još ovde.',
  'not-allowed': 'Vaša uloga to ne dozvoljava. Ništa nije promenjeno.',
  'sign-in-refused':
    'Nije otvoreno. Proverite ime, lozinku i kod; telefon sa pogrešnim satom prikazuje pogrešan kod. Ništa nije promenjeno.',
  'proof-refused': 'Lozinka nije tačna. Ništa nije promenjeno.',
  'too-large':
    'Predugačko je da bi se poslalo odjednom. Ništa nije sačuvano; tekst je i dalje ovde. Skratite ga ili pošaljite u delovima.',
  'too-many-tries': 'Previše pokušaja. Sačekajte četvrt sata; ništa nije promenjeno.',
  'set-up-token-refused':
    'Server ne zna ovaj ključ za postavljanje. Ništa nije osnovano; vaši ključevi i papiri i dalje važe. Ispravite ga i pošaljite ponovo.',
  'set-up-done': 'Neko drugi je već osnovao ovu organizaciju. Uništite papire i ponovo učitajte stranu.',
  'duty-name-unfit': 'Ovo ime je zauzeto ili ne može da se koristi. Ništa nije promenjeno. Izaberite drugo.',
  'invitation-refused': 'Ovaj poziv je već iskorišćen, povučen ili stariji od 72 sata. Zatražite novu vezu.',
  anchor:
    'Ova veza imenuje drugu organizaciju nego server. Ne nastavljajte: pozovite osobu koja vam je poslala vezu.',
  'directory-superseded':
    'Drugi administrator je bio brži. Ništa nije potpisano. Pogledajte ponovo i još jednom uporedite reči.',
  'enrolment-unknown':
    'Ova osoba više ne čeka: drugi administrator je bio brži. Ništa nije potpisano dvaput.',
  'words-changed':
    'Reči su se promenile otkako ste ih uporedili. Ništa nije urađeno. Učitajte stranu ponovo i uporedite nove reči sa tom osobom.',
  'enrolment-mismatch':
    'Ključ koji čeka ne odgovara svom pozivu. Ništa nije potpisano. Odbijte ga i pošaljite novu vezu.',
  'last-administrator': 'Ovo je poslednji administrator. Ništa nije promenjeno. Prvo uvedite drugog.',
  'work-unknown': 'Ovo više nije kod te osobe. Ništa nije promenjeno. Pogledajte ponovo.',
  'work-stays': 'Ovo ne može da se preda odavde. Ništa nije promenjeno.',
  'taker-unfit':
    'Ova osoba to ne može da preuzme: nije u krugu, ne dežura za to ili nema telefon koji bi zazvonio. Ništa nije promenjeno.',
  'root-key': 'Ovo je glavni ključ druge organizacije. Ništa nije potpisano.',
  checksum: 'Jedan znak je pogrešno pročitan. Ništa nije poslato. Uporedite grupe od po četiri sa papirom.',
  symbols:
    'Prekratko je, predugačko ili ima znak koji ne može biti tu. Ništa nije poslato. Uporedite sa papirom.',
  'second-factor-refused': 'Ove cifre nisu tačne ili su prestare. Sačekajte sledeće.',
  rollback:
    'Server prikazuje manje nego što ste ranije videli: možda je vraćen unazad ili neko nešto krije. Ništa nije poslato. Pozovite administratora.',
  fork: 'Server prikazuje drugu istoriju od one koju poznajete. Ništa nije poslato. Pozovite administratora.',
  'identity-mismatch':
    'Imenik za vas ima druge ključeve od vaših. Ništa nije zapečaćeno ni poslato. Pozovite administratora.',
  'circle-unknown': 'Niste u ovom predmetu, ili više niste. Ništa nije poslato.',
  'circle-right-missing': 'To u ovom predmetu nije dozvoljeno. Ništa nije promenjeno.',
  'chain-superseded':
    'Neko drugi je bio brži nekoliko puta zaredom. Ništa nije poslato; tekst je i dalje ovde. Pošaljite ponovo.',
  'record-too-large': 'Duže je nego što beleška sme da bude. Ništa nije poslato; tekst je i dalje ovde.',
  'note-superseded':
    'Neko je pre Vas zapečatio noviju verziju ove beleške. Ništa nije poslato; Vaš tekst je i dalje ovde. Pročitajte je i odlučite.',
  'plan-superseded':
    'Neko je pre Vas potpisao noviji plan. Ništa nije poslato; ono što ste napisali je i dalje ovde. Pročitajte taj plan, na vrhu, i odlučite.',
  'incident-superseded':
    'Neko je pre Vas zapečatio noviju verziju ovog incidenta. Ništa nije poslato; ono što ste promenili je i dalje ovde. Pročitajte je, na vrhu strane, i odlučite.',
  'visit-known':
    'Ovaj izlazak je već stigao, sa drugim rečima. Ništa nije planirano dvaput; Vaš tekst je i dalje ovde. Pogledajte svoje izlaske pre nego što ga pošaljete kao novi.',
  'membership-refused':
    'Ovi članovi nisu dozvoljeni: neko mora moći da ih menja, i svaka uloga mora odgovarati vrsti predmeta. Ništa nije promenjeno.',
  'ceremony-unknown': 'Ova ceremonija je završena ili nikad nije ni započeta. Ništa nije poslato.',
  'custodian-unfit': 'To može samo čuvar, ili neko od petoro nema važeći ključ. Ništa nije promenjeno.',
  'ceremony-open': 'Druga ceremonija je već u toku. Ništa nije započeto.',
  'ceremony-key-lost':
    'Ključ ove ceremonije nije u ovom pregledaču. Ništa nije spojeno. Nastavite tamo gde je započeta ili odustanite.',
  quorum:
    'Nikoja tri od ovih delova ne pripadaju zajedno. Ništa nije otvoreno. Neka svaki čuvar ponovo donese svoj deo.',
  'own-key-waits':
    'Vaši novi ključevi još nisu u ovom krugu, pa se ne otvara. Ništa nije pošlo po zlu: novi ključ pravi neko iz njega ko sme da menja članove. Na strani „Moj nalog” piše koga da pozovete.',
  'members-stale':
    'Nečiji ključ u ovom krugu upravo je prestao da važi. Ništa nije promenjeno. Učitajte ponovo i prvo napravite novi ključ.',
  'case-closed':
    'Ovaj predmet je zatvoren i ne prima nove beleške. Ništa nije poslato; tekst se čuva ovde, šifrovano.',
  'records-damaged':
    'Ključevi nekih zapisa se ne otvaraju, pa ništa nije promenjeno: inače bi ti zapisi bili izgubljeni. Pogledajte ih i odlučite.',
  'wrap-missing':
    'Nedostaje ključ jednog zapisa, pa ništa nije promenjeno: inače bi taj zapis bio izgubljen. Pozovite koordinatora.',
  'inbox-missing': 'Prijem još ne postoji. Ništa nije promenjeno. Koordinator ga otvara pod „SOS linija”.',
  'not-in-the-inbox': 'Niste u prijemu ili više niste. Ništa nije poslato. Koordinator može da vam da mesto.',
  'conversation-unknown': 'Ovog razgovora nema. Ništa nije promenjeno.',
  'conversation-closed':
    'Neko iz tima je završio ovaj razgovor. Ništa nije poslato; vaš tekst je sačuvan ovde.',
  'claimed-by-other':
    'Neko iz tima je bio trenutak brži i ovaj razgovor je sada kod te osobe. Ništa nije poslato. Preuzmite sledeći.',
  'not-claimed':
    'Ovaj razgovor više nije kod vas: vaša konzola se neko vreme nije čula. Ništa nije poslato; tekst je sačuvan. Preuzmite ga ponovo.',
  'offer-refused': 'Ta osoba ne može da ga preuzme: nije operater ili nije u prijemu. Ništa nije promenjeno.',
  'offer-gone': 'Ponude više nema. Ništa nije promenjeno.',
  'reply-refused': 'Server nije prihvatio ovaj odgovor. Ništa nije poslato; vaš tekst je sačuvan ovde.',
  'reply-open': 'Odgovor više nije zaključan. Ništa nije promenjeno. Pogledajte ponovo.',
  'reply-locked': 'Možda neko gleda u taj telefon. Ništa nije poslato; vaš tekst je sačuvan ovde.',
  'reply-hours':
    'Ovo nije bezbedno vreme za taj kontakt. Ništa nije poslato; vaš tekst je sačuvan ovde. Pogledajte ponovo: sati su možda promenjeni.',
  'contact-gone': 'Kontakt je blokirao bota ili izašao. Ništa nije poslato; vaš tekst je sačuvan ovde.',
  'reply-gone': 'Odgovor je već otišao ili je povučen. Pogledajte ponovo.',
  'edge-anchor-fixed': 'Botu je već rečeno kome da veruje. Ništa nije promenjeno.',
  'edge-unfit': 'Bot ima ključeve koji važe. Ništa nije promenjeno. Prvo ih opozovite.',
  'no-edge':
    'Ključ bota koji je primio poruke više ne važi, pa preko njega ništa ne stiže. Ništa nije poslato; vaš tekst je sačuvan ovde.',
  'nothing-to-link': 'Sve što je do sada rečeno već je u predmetu. Ništa nije promenjeno.',
  'link-refused':
    'Deo ovog razgovora je u istom trenutku dat predmetu. Ništa nije promenjeno. Pogledajte ponovo.',
  superseded:
    'Neko drugi je bio brži. Ništa nije sačuvano. Sada vidite novije stanje; ponovite ako i dalje odgovara.',
  'alert-unknown': 'Takva uzbuna za vas ne postoji. Ništa nije promenjeno.',
  'alert-over': 'Ova uzbuna je već završena. Ništa nije promenjeno.',
  'alert-not-yours': 'Uzbunu ima neko drugi ili je namenjena drugima. Ništa nije promenjeno.',
  'alert-offer-gone': 'Niko vas to više ne pita. Ništa nije promenjeno.',
  'colleague-unreachable':
    'Ova osoba nema telefon koji bi zazvonio, pa to ne bi primetila. Ništa nije promenjeno. Izaberite drugu.',
  'shift-faulty': 'Ovo dežurstvo već stoji u rasporedu. Ništa nije sačuvano.',
  'override-faulty':
    'Ova promena ne obuhvata vreme koje tek dolazi ili bi neko menjao samog sebe. Ništa nije sačuvano.',
  'override-conflict':
    'Jedna od ove dve osobe u to vreme već zamenjuje ili je zamenjena u istoj dužnosti. Ništa nije sačuvano. Prvo uklonite drugu promenu.',
  'duty-entry-unknown': 'Ovo više nije u rasporedu: neko drugi je to uklonio. Ništa nije promenjeno.',
  'duty-person-unknown': 'Ova osoba više nije u timu. Ništa nije sačuvano.',
  'instrument-unknown':
    'Server ima drugu verziju ovog upitnika nego ova konzola. Ništa nije sačuvano. Učitajte stranu ponovo.',
  'validation-recorded': 'Već je upisano ko je proverio ovu verziju. Ništa nije sačuvano. Pogledajte ponovo.',
  'validation-unknown': 'Ovo je već povučeno. Ništa nije promenjeno. Pogledajte ponovo.',
  'assessment-superseded':
    'Neko drugi je prvi uradio procenu. Ništa nije sačuvano; Vaši odgovori su i dalje u obrascu. Otvorite obrazac: mogu se preneti u novi, koji počinje od novije procene.',
  'level-refused':
    'Server ne prihvata ovaj nivo: nije po pravilima ili sat na ovom uređaju nije tačan. Ništa nije sačuvano; Vaši odgovori su i dalje ovde. Proverite datum i vreme, pa potpišite ponovo.',
  'level-stated': 'Ovaj nivo je već potpisan. Ništa nije promenjeno. Pogledajte ponovo.',
  'sign-off-refused':
    'Ne možete staviti drugi potpis: procena je Vaša ili o Vama, nije više najnovija ili to Vaša uloga ne dozvoljava. Ništa nije potpisano. Pogledajte ponovo.',
  'alarm-refused':
    'Server ne prihvata ovaj datum. Ono što ste napisali je zapečaćeno; podsetnik nije postavljen. Unesite datum ponovo.',
  'alarm-superseded':
    'Neko drugi je prvi promenio ovaj podsetnik. Pogledajte ponovo i postavite ga još jednom.',
  'trigger-refused':
    'Server ne prihvata ovaj datum: predaleko je ili je u prošlosti. Ništa nije pomereno. Pogledajte ponovo.',
  'measure-refused':
    'Nosilac neke mere nije u ovom predmetu ili neki datum nije moguć. Plan je zapečaćen; nosioci i datumi još nisu na serveru. Ispravite ih i potpišite ponovo.',
  'measure-unknown': 'Ove mere više nema. Ništa nije promenjeno. Pogledajte ponovo.',
  'task-unknown': 'Ovog zadatka više nema ili nije Vaš. Ništa nije promenjeno.',
  'task-refused':
    'Zadatak se ne može tako zatvoriti: dosije mora biti o tom radniku. Dosije postoji; zatvorite zadatak sa spiska.',
} as const satisfies Translation<typeof English>;
