import type { level as English } from '../en/level.js';
import type { Translation } from '../sentence.js';

export const level = {
  '1': 'Nizak',
  '2': 'Srednji',
  '3': 'Visok',
  '4': 'Ekstreman',
  title: 'Nivo rizika',
  reading: 'Nivo se čita i proverava.',
  none: 'Ovde još niko nije uradio procenu. Prva procena daje nivo, mere i datum sledeće.',
  unread:
    'Zapisi koje ova konzola ne ume da pročita: {count}. Učitajte je ponovo; novija verzija ih možda poznaje.',
  effect: 'Sada važi',
  computed: 'Izračunat',
  person: 'Odredila osoba',
  inForce: 'Nivo koji važi',
  until: 'do {at}',
  assessed: 'Procenjeno',
  due: 'Ponovna procena do',
  overdue: 'kasni',
  override: 'Određen nivo: {level}. Obrazloženje: {reason}',
  otherScore: 'Instrument iz ovih odgovora daje drugi nivo od potpisanog. Pozovite koordinatora.',
  'instrument.newer':
    'Ovo je urađeno novijom verzijom instrumenta. Učitajte konzolu ponovo da biste videli razloge.',
  'instrument.altered':
    'Instrument kojim je ovo urađeno nije onaj koji je objavljen. Razlozi se ne prikazuju. Pozovite koordinatora.',
  'red.missing': 'Najnoviji nivo niko nije potpisao.',
  'red.refused': 'Potpisani nivo ne pripada najnovijoj proceni.',
  'red.columns': 'Server prikazuje nešto drugo od onoga što je potpisano.',
  'red.which': 'Razlikuje se: {names}.',
  'column.version': 'verzija instrumenta',
  'column.computed': 'izračunati nivo',
  'column.inForce': 'nivo koji važi',
  'column.flags': 'šta je nepoznato ili kritično',
  'column.assessed': 'kada je procenjeno',
  'column.due': 'rok za ponovnu procenu',
  'column.loweredUntil': 'do kada je snižen',
  'red.body': 'Ne oslanjajte se na nivo ispod. Recite koordinatoru i ponovite procenu.',
  assess: 'Uradi procenu',
  plan: 'Plan',
  document: 'Dokument',
  awaits: 'Ovako visok nivo potpisuje i koordinator koji nije radio procenu.',
  'awaits.lowered': 'Nivo je snižen. Dok ne potpiše koordinator koji nije radio procenu, važi izračunati.',
  signOff: 'Stavi drugi potpis',
  'signOff.own': 'To je Vaša procena, pa potpisuje neko drugi.',
  'signOff.role': 'Ovde potpisuje koordinator.',
  'signOff.right': 'Ovaj predmet smete da čitate, ne i da u njemu potpisujete.',
  'signedOff.here': 'Drugi potpis: {name}, {at}',
  'signedOff.left': 'Drugi potpis: {name}, {at}; u međuvremenu više ne radi ovde. Potpis važi kao i do sada.',
  'signedOff.waits':
    'Drugi potpis: {name}, {at}, ključem koji više ne važi. Potpis se ne računa dok neko od kolega ovde nešto ne upiše: belešku, ili novi ključ na koji ovaj predmet čeka.',
  'signedOff.unsound': 'Drugi potpis ne važi: {name}, {at}. Pozovite koordinatora.',
  chart: 'Nivo kroz vreme: {count}',
  'chart.label': 'Kako se nivo menjao od procene do procene. Tabela ispod kaže isto.',
  'trigger.title': 'Nešto se dogodilo',
  'trigger.body':
    'Sledeća procena se odmah pomera unapred. Šta se dogodilo pečati se kao beleška; server saznaje samo datum.',
  'trigger.what': 'Šta tačno, od koga, kako znate',
  'trigger.record': 'Zabeleži',
  'trigger.done': 'Zabeleženo. Ponovna procena do {at}.',
  'trigger.when': 'Kada se dogodilo',
  'trigger.when.hint': 'Prazno: upravo sada. Rok za novu procenu teče od tog trenutka, a ne od upisivanja.',
  'alarms.late':
    'Podsetnici koji dolaze kasnije nego što događaj dozvoljava: {count}. Odmah uradite procenu i obavestite svog koordinatora.',
  'alarms.missing':
    'Podsetnici koji su postavljeni, a server ih nema: {count}. Odmah uradite procenu i obavestite svog koordinatora.',
  'alarms.unexplained':
    'Podsetnici koje nijedan zapis ne objašnjava: {count}. Možda je neko prekinut tokom pisanja.',
  faulty:
    'Ova procena krši pravila svog instrumenta. Ne oslanjajte se na njen nivo; uradite procenu ponovo i obavestite svog koordinatora. Odnosi se na: {fields}.',
  'dates.title': 'Datumi: {count}',
  'dates.body':
    'Ročišta, puštanja, preseljenja: predmet se pogleda pre i posle. Šta je datum ostaje zapečaćeno; server saznaje samo kada da podseti.',
  'dates.broken': 'Podsetnici čiji potpis ne važi: {count}. Unesite te datume ponovo.',
  'dates.drop': 'Više ne važi',
  'dates.day': 'Dan',
  'dates.kind': 'Šta je to',
  'dates.kind.other': 'Nešto drugo',
  'dates.what': 'Vašim rečima',
  'dates.past':
    'Taj dan je prošao, pa niko ne bi bio podsećen. Za ono što je prošlo koristite „Nešto se dogodilo“.',
  'dates.add': 'Dodaj datum',
} as const satisfies Translation<typeof English>;
