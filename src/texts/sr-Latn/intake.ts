import type { intake as english } from '../en/intake.js';
import type { Translation } from '../sentence.js';

export const intake = {
  firstLines: 'Zdravo.\nOvde se odgovara jednim dodirom, bez žurbe.',
  counter: '{position}/{of}',
  done: 'Gotovo',
  yes: 'Da',
  no: 'Ne',
  goOn: 'Nastavi',
  clearWhenQuiet: 'Obriši ovaj čet ako prestanem da odgovaram',
  paused: {
    formal: 'Ovde možete nastaviti u svakom trenutku.',
    child: 'Ovde možeš nastaviti u svakom trenutku.',
  },
  here: {
    formal: 'Zdravo. Ovde možete pisati. Poruke čita osoba iz našeg tima.',
    child: 'Zdravo. Ovde možeš pisati. Poruke čita osoba iz našeg tima.',
  },
  closedNext: {
    formal: 'Ovo će pročitati osoba iz našeg tima. Ovde možete pisati u svakom trenutku.',
    child: 'Ovo će pročitati osoba iz našeg tima. Ovde možeš pisati u svakom trenutku.',
  },
  left: 'Briše se ono što ovde može da se obriše: poruke ne starije od 48 sati. Ostaje: ovaj čet na spisku, njegovo ime, obaveštenja koja su već prikazana i ono što prikazuju drugi uređaji prijavljeni na isti nalog.',
  'channel.here': 'Ovaj čet',
  'channel.call': 'Poziv',
  'channel.message': 'Poruka',
  'hours.morning': 'Pre podne ({from}–{to})',
  'hours.afternoon': 'Po podne ({from}–{to})',
  'hours.evening': 'Uveče ({from}–{to})',
  'hours.night': 'Noću ({from}–{to})',
  'hours.any': 'Bilo kada',
  typeTheWord: {
    formal: 'Napišite je ovde ili preskočite.',
    child: 'Napiši je ovde ili preskoči.',
  },
  'note.personCalled': 'Pozvana je osoba iz našeg tima. Pitanja u međuvremenu mogu da se nastave.',
  'note.nobodyFree': 'Trenutno niko iz našeg tima nije slobodan. Zahtev je sačuvan.',
  'note.textKept': 'Hvala. Poruka je sačuvana za naš tim.',
  'note.signOfLife': 'Hvala. Naš tim će videti da je nešto stiglo.',
  'note.codeWordKept': 'Hvala. Reč je sačuvana.',
  'note.codeWordForm': 'Potrebna je jedna kratka reč ili izraz, najviše {longest} slova.',
  'note.slowDown': 'Hvala. Sve je sačuvano i pročitaće osoba. Može malo da potraje.',
  'command.start': 'Početak',
  'command.exit': 'Izlaz i brisanje',
  'command.person': 'Razgovor sa osobom',
  'command.language': 'Jezik',
} as const satisfies Translation<typeof english>;
