import { everySentence, hit, languages, onShift } from './every-sentence.js';
import { renderScreen } from '../../src/texts/render.js';

/** Words behind each line of the instrument's `never_ask`, in English and in Serbian stems. */
const NEVER_ASK: Readonly<Record<string, RegExp>> = {
  'details of sexual acts, violence or exploitation':
    /what exactly|describe|tell me what (he|they)|sexual|prostitut|seksualn|opišite|opiši\b|šta (su|je) ti radi/i,
  'why questions that blame': /\bwhy\b|zašto|zbog čega/i,
  'name, number, address or place of the person':
    /\b(your|full|last) name|your address|where (are|do) you|ime i prezime|kako se zove|adres[au]|gde (si|ste|se nalazi|živi)|JMBG|lični broj/i,
  'who the trafficker or the other victims are':
    /traffick|\b(his|her|their) (name|address|phone number)|ko je (on|ona|to uradio)|trgov(ac|ina|ine)/i,
  'status, papers, record, sold sex, broke a law':
    /immigra|passport|\bvisa\b|criminal|illegal|dozvol[aue] za boravak|pasoš|krivičn|ilegaln/i,
  'ethnicity, religion, orientation, diagnosis, HIV, pregnancy':
    /ethnic|religio|\bHIV\b|pregnan|diagnos|trudn|dijagnoz|nacionalnost|veroispovest|romkinj/i,
  'photos, voice, video or papers as proof':
    /send (us |me )?(a |the )?(photo|picture|video|voice|screenshot)|proof|evidence|pošalji(te)?\b|dokaz/i,
  'confronting, filming, tricking, going back':
    /confront|record (him|her|them)|go back|vrati(te)? se|snimi(te)?\b|suoči/i,
  'deciding now about police, testimony, papers to sign':
    /testif|\bsign\b|statement|svedoč|potpiš|prijavite ga/i,
};

/** The same for `never_say`. */
const NEVER_SAY: Readonly<Record<string, RegExp>> = {
  'a promise of secrecy, rescue, residence, money or an outcome':
    /promise|guarantee|completely (safe|secret|anonymous)|nobody will (ever )?know|we will (save|rescue)|garantuj|obećav|potpuno (tajno|bezbedn|anonimn)|niko neće saznati|spasićemo/i,
  'that the person is or is not a victim': /\bvictim|žrtv/i,
  'that another organisation will certainly accept them':
    /will (certainly )?(accept|take) you|sigurno će (vas|te) primiti/i,
  'a shelter, a worker, another case': /shelter|safe house|sigurn[aeou][jm]? kuć|sklonište|prihvatilište/i,
  'legal, medical or psychological advice':
    /you should (sue|file|take)|lawyer|medicin|therap|advokat|lek(ove|a) (uzmi|popij)|terapij|tužb/i,
};

/** What every list is held against, so that a list that matches nothing at all is noticed. */
const BAIT = [
  'Describe what he did',
  'Why did you stay?',
  'What is your address?',
  'Who is the trafficker?',
  'Do you have a passport?',
  'Are you pregnant?',
  'Send a photo',
  'Go back',
  'Please sign',
  'We promise',
  'You are a victim',
  'They will certainly accept you',
  'Our shelter',
  'Ask a lawyer',
];

describe.each([
  ['asks', NEVER_ASK],
  ['says', NEVER_SAY],
] as const)('the bot never %s', (_, list) => {
  it.each(Object.entries(list))('%s', (__, words) => {
    for (const language of ['en', 'sr-Latn'] as const) {
      for (const sentence of everySentence(language)) expect(sentence).not.toMatch(words);
    }
    expect(BAIT.some((bait) => words.test(bait))).toBe(true);
  });
});

describe('what a second reader may see before the limits', () => {
  it('says nothing of trafficking, violence, police or a hotline', () => {
    const telling =
      /traffick|victim|violen|exploit|police|hotline|help|danger|child|trgovin|žrtv|nasilj|eksploat|polici|pomoć|opasn|\bdete|sos\b|zaklon/i;
    const step = 'x.H1';
    const shown = (['en', 'sr-Latn'] as const).flatMap((language) => {
      const { text, rows } = renderScreen(hit, { kind: 'first', step }, language, onShift);
      return [text, ...rows.flat().map(({ label }) => label)];
    });

    for (const sentence of shown) expect(sentence).not.toMatch(telling);
  });

  it('the word trafficking stands nowhere at all', () => {
    for (const language of languages) {
      for (const sentence of everySentence(language))
        expect(sentence).not.toMatch(/traffick|trgovin[aeou]|трговин/i);
    }
  });
});
