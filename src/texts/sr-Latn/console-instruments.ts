import type { consoleInstruments as english } from '../en/console-instruments.js';
import type { Translation } from '../sentence.js';

export const consoleInstruments: Translation<typeof english> = {
  lead: 'Upitnici pomoću kojih se izračunava nivo. Objavljena verzija se nikada ne menja: svaka procena navodi datoteku po kojoj je urađena.',
  VSRA: 'Procena bezbednosti žrtve (VSRA)',
  PSRA: 'Procena bezbednosti pružaoca usluga (PSRA), delovi A i B',
  version: 'Verzija {version}',
  hash: 'Otisak datoteke',
  proposal:
    'Ovo je predlog. Nije poznato da ga je neko iz prakse proverio, i to piše na svakoj proceni koja je po njemu urađena.',
  validated: 'Provereno u praksi: {who}, dana {day}.',
  withdraw: 'Povuci ovo',
  'withdraw.body':
    'Od tog trenutka na svakoj proceni po ovoj verziji ponovo piše da je to predlog. U evidenciji ostaje da je bilo upisano.',
  record: 'Upiši ko je proverio',
  'record.body':
    'Tek kada je ova verzija isprobana na stvarnim slučajevima i kada se stručnjaci slažu sa nivoima. Odnosi se tačno na ovu datoteku.',
  who: 'Ko je proverio',
  'who.hint': 'Ustanova ili grupa, radije nego pojedinci: to mogu da pročitaju svi u kući.',
  day: 'Kog dana',
  save: 'Upiši',
  read: 'Pročitaj pitanja: {title}',
  unreviewed: 'Tekst ove verzije još nije pregledao niko iz prakse kome je to maternji jezik.',
  points: 'bodovi: {points}',
};
