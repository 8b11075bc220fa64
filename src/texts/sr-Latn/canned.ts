import type { canned as english } from '../en/canned.js';
import type { Translation } from '../sentence.js';

export const canned = {
  hello: {
    formal: 'Zdravo. Ja sam osoba iz tima i čitam ono što pišete.',
    child: 'Zdravo. Ja sam osoba iz tima i čitam ono što pišeš.',
  },
  safeNow: {
    formal: 'Da li je sada bezbedno da pišete? Ako nije, zatvorite ovo i pišite kada bude.',
    child: 'Da li je sada bezbedno da pišeš? Ako nije, zatvori ovo i piši kada bude.',
  },
  whatHelps: {
    formal: 'Šta bi Vam sada najviše pomoglo?',
    child: 'Šta bi ti sada najviše pomoglo?',
  },
  notAlone: {
    formal: 'Hvala što pišete. Ovo nije Vaša krivica i niste sami u ovome.',
    child: 'Hvala ti što pišeš. Ovo nije tvoja krivica i tu smo uz tebe.',
  },
  emergency: {
    formal: 'Ako ste sada u opasnosti, pozovite policiju: 192. Hitna pomoć: 194.',
    child: 'Ako si sada u opasnosti, pozovi policiju: 192. Hitna pomoć: 194.',
  },
  wait: {
    formal: 'Tu sam. Treba mi nekoliko minuta, pa ću Vam ponovo pisati.',
    child: 'Tu sam. Treba mi nekoliko minuta, pa ću ti ponovo pisati.',
  },
  whenSafe: {
    formal: 'Kada i kako je bezbedno da Vam pišemo?',
    child: 'Kada i kako je bezbedno da ti pišemo?',
  },
  youDecide: {
    formal: 'O sledećem koraku odlučujete Vi. Ovde možete pisati u svakom trenutku.',
    child: 'O sledećem koraku odlučuješ ti. Ovde možeš pisati u svakom trenutku.',
  },
} as const satisfies Translation<typeof english>;
