import type { thirdPerson as english } from '../en/third-person.js';
import type { Translation } from '../sentence.js';

export const thirdPerson = {
  H2: 'Da li je osoba zbog koje pišete sada u opasnosti?',
  H3: 'Koliko godina ima osoba zbog koje pišete?',
  H4: 'Da li ta osoba može da izađe i ode kuda želi?',
  H5: 'Da li toj osobi neko radi nešto od ovoga? Možete izabrati više odgovora.',
  'H5.threats': 'Preti toj osobi ili njenoj porodici',
  'H5.follows': 'Prati tu osobu ili joj proverava telefon',
  'H5.papers': 'Drži njene papire, novac ili telefon',
  'H5.debt': 'Kaže da duguje i da mora da odradi',
  'H5.forces': 'Tera tu osobu da radi ono što ne želi',
  H6: 'Da li je ta osoba povređena, bolesna ili joj treba lekar?',
} as const satisfies Translation<typeof english>;
