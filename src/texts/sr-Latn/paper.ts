import type { paper as English } from '../en/paper.js';
import type { Translation } from '../sentence.js';

export const paper = {
  title: 'Dokument',
  confidential: 'POVERLJIVO',
  code: 'Šifra',
  author: 'Procenu radi',
  next: 'Sledeća procena do',
  computed: 'Izračunato: {level}.',
  override: 'Obrazloženje nivoa koji važi: {reason}',
  loweredUntil: 'Sniženo do {at}; posle toga ponovo važi izračunati nivo.',
  provisional: 'Privremeno: previše toga još nije poznato.',
  measure: 'Mera',
  noMeasure: 'U potpisanom planu nema nijedne mere.',
  noPlan: 'Za ovu procenu nije potpisan plan.',
  signOffs: 'Potpisi',
  signed: '{name}, {at} (procena)',
  signedOff: '{name}, {at} (drugi potpis)',
  signOffMissing: 'NEDOSTAJE DRUGI POTPIS: ovaj nivo treba da potpiše i koordinator koji nije radio procenu.',
  signOffElsewhere: 'Drugi potpisi stoje na dokumentu najnovije procene.',
  footer:
    'Instrument {instrument} {version}: predlog koji praktičari nisu proverili. Odlučuje osoba, a ne bodovi.',
  'footer.validated':
    'Instrument {instrument} {version}, provereno u praksi: {who}. Odlučuje osoba, a ne bodovi.',
  page: 'Strana {page} od {of}',
  language: 'Jezik dokumenta',
  which: 'Koja procena',
  hint: 'Dokument se pravi u ovom pregledaču. Fajl i papir nisu šifrovani: čita ih ko ih ima u rukama.',
  pdf: 'Sačuvaj kao PDF',
  print: 'Štampaj',
} as const satisfies Translation<typeof English>;
