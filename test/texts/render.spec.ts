import { screenOf } from '../../src/domain/triage/screen.js';
import { beginScript } from '../../src/domain/triage/script.js';
import { instant } from '../../src/domain/shared/time.js';
import { rawText, text, TEXT_KEYS } from '../../src/texts/catalog.js';
import { renderNote, renderScreen } from '../../src/texts/render.js';
import {
  closed,
  closedForGood,
  contactKeys,
  everySentence,
  hit,
  languages,
  notes,
  onShift,
  screens,
} from './every-sentence.js';

const words = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const labels = (rendered: ReturnType<typeof renderScreen>): readonly string[] =>
  rendered.rows.flat().map(({ label }) => label);

describe('every sentence', () => {
  it.each(languages)('exists in %s, and none is left unfilled', (language) => {
    for (const sentence of everySentence(language)) expect(sentence.trim()).not.toBe('');
    for (const screen of screens)
      expect(renderScreen(hit, screen, language, closed).text).not.toMatch(/[{}]|undefined|null/);
    for (const note of notes)
      expect(renderNote(hit, note, language, closed)).not.toMatch(/[{}]|undefined|null/);
  });

  it('has the same blanks in every language', () => {
    const blanks = (sentence: string): readonly string[] =>
      [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
    for (const key of TEXT_KEYS) {
      for (const language of languages) {
        for (const isChild of [false, true])
          expect([key, blanks(rawText(language, key, isChild))]).toEqual([key, blanks(rawText('en', key))]);
      }
    }
  });

  it('in Cyrillic has no Serbian Latin letter left', () => {
    for (const sentence of everySentence('sr-Cyrl')) {
      const rest = sentence.replace(/\{\w+\}|\b(Latinica|English|h)\b/g, '');
      expect(rest).not.toMatch(/[a-zčćđšž]/i);
    }
  });

  it('of the questions has at most twenty words', () => {
    for (const language of languages) {
      for (const screen of screens.filter(({ kind }) =>
        ['first', 'for-whom', 'question', 'consent'].includes(kind),
      )) {
        const question = renderScreen(hit, screen, language, onShift).text.split('\n').at(-1) ?? '';
        expect([question, words(question) <= 20]).toEqual([question, true]);
      }
    }
  });

  it('fits into a Telegram message and its button', () => {
    for (const language of languages) {
      for (const screen of screens) {
        const { text: shown, rows } = renderScreen(hit, screen, language, closed);
        expect(shown.length).toBeLessThanOrEqual(4_096);
        for (const { label, data } of rows.flat()) {
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
          expect(label.length).toBeLessThanOrEqual(64);
        }
      }
    }
  });
});

describe('the first screen', () => {
  const first = (language: (typeof languages)[number]) =>
    renderScreen(hit, screenOf(beginScript(instant(0), language)), language, onShift);

  it('is two neutral lines and the first question', () => {
    expect(first('en').text).toBe(
      'Hello.\nYou can answer with one tap, in your own time.\n\nIs it safe for you to write to me right now?',
    );
    expect(first('sr-Cyrl').text).toBe(
      'Здраво.\nОвде се одговара једним додиром, без журбе.\n\nДа ли је сада безбедно да ми пишете?',
    );
  });

  it('offers every language by its own name', () => {
    for (const language of languages)
      expect(labels(first(language))).toEqual(expect.arrayContaining(['Latinica', 'Ћирилица', 'English']));
  });
});

describe('the safe hours', () => {
  it('say which hours they mean', () => {
    const follow = {
      kind: 'follow',
      step: 's',
      field: 'safe_time',
      chosen: ['night'],
      address: 'adult',
    } as const;

    expect(labels(renderScreen(hit, follow, 'sr-Latn', onShift)).slice(0, 5)).toEqual([
      'Pre podne (8–12)',
      'Po podne (12–17)',
      'Uveče (17–22)',
      '✓ Noću (22–8)',
      'Bilo kada',
    ]);
  });
});

describe('what is always at hand', () => {
  it('a person and the way out, on every screen but the silent and the left one', () => {
    for (const language of languages) {
      for (const screen of screens.filter(({ kind }) => kind !== 'watched' && kind !== 'left')) {
        const data = renderScreen(hit, screen, language, onShift)
          .rows.flat()
          .map((button) => button.data);
        expect(data).toEqual(expect.arrayContaining(['t:*:person', 't:*:exit']));
      }
    }
  });

  it('the silent screen has only the way out and names nothing', () => {
    const rendered = renderScreen(hit, { kind: 'watched', address: 'adult' }, 'en', onShift);

    expect(rendered).toEqual({
      text: 'OK. You can close this now. Write when it is safe.',
      rows: [[{ label: 'Leave now', data: 't:*:exit' }]],
    });
  });

  it('a skip on every question', () => {
    for (const screen of screens.filter(({ kind }) =>
      ['first', 'for-whom', 'question', 'follow', 'consent'].includes(kind),
    )) {
      expect(labels(renderScreen(hit, screen, 'en', onShift))).toContain('Skip');
    }
  });
});

describe('who is spoken to', () => {
  const question = (address: 'adult' | 'child' | 'third-person', language: 'en' | 'sr-Latn') =>
    renderScreen(
      hit,
      { kind: 'question', step: 's', question: 'H4', position: 4, of: 8, chosen: [], address },
      language,
      onShift,
    ).text;

  it('an adult formally, a child as a child, about somebody else in the third person', () => {
    expect(question('adult', 'sr-Latn')).toBe(
      '4/8\nDa li Vi (ili ta osoba) možete da izađete i odete kuda želite?',
    );
    expect(question('child', 'sr-Latn')).toBe(
      '4/8\nDa li ti (ili ta osoba) možeš da izađeš i odeš kuda želiš?',
    );
    expect(question('third-person', 'sr-Latn')).toBe('4/8\nDa li ta osoba može da izađe i ode kuda želi?');
    expect(question('third-person', 'en')).toBe('4/8\nCan that person leave and go where they want?');
  });

  it('a child is never addressed formally in a sentence of our own', () => {
    for (const key of contactKeys.filter((each) => each.startsWith('intake.'))) {
      expect(rawText('sr-Latn', key, true)).not.toMatch(
        /\b(Vi|Vas|Vam|Vaš\w*|možete|napišite|preskočite|izaberite)\b/i,
      );
    }
  });
});

describe('when nobody is on shift', () => {
  it('who asks for a person hears it honestly, with the numbers and the opening time', () => {
    expect(renderNote(hit, 'person-called', 'en', closed)).toBe(
      'Nobody from our team is free this minute. In danger call 192, for a doctor 194. We will be here again at 08:00.',
    );
    expect(renderNote(hit, 'person-called', 'en', closedForGood)).toContain('Police: 192 · Ambulance: 194');
  });

  it('the close says so too', () => {
    expect(
      renderScreen(hit, { kind: 'closed', urgent: false, address: 'adult' }, 'sr-Latn', closed).text,
    ).toContain('Ponovo smo ovde u 08:00.');
  });
});

describe('emergency numbers', () => {
  it.each(['danger', 'child', 'injured', 'suicide'] as const)(
    'stand under "%s", from the instrument',
    (message) => {
      const shown = renderScreen(hit, { kind: 'stopped', message, address: 'adult' }, 'en', onShift).text;

      expect(shown).toContain('Police: 192 · Ambulance: 194');
      expect(shown.includes('116000')).toBe(message === 'child');
    },
  );

  it('change when the organisation enters its own', () => {
    const ours = {
      ...hit,
      emergencyContacts: hit.emergencyContacts.map((each) =>
        each.id === 'police' ? { ...each, number: '112' } : each,
      ),
    };

    expect(renderNote(ours, 'emergency', 'en', onShift)).toBe('Police: 112 · Ambulance: 194');
  });
});

describe('the catalog', () => {
  it('fills in values and leaves them as they are in Cyrillic', () => {
    expect(text('sr-Cyrl', 'intake.counter', { position: 'x', of: 8 })).toBe('x/8');
  });
});
