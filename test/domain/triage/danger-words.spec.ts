import { hasDangerWords } from '../../../src/domain/triage/danger-words.js';
import { codeWordKey, readCodeWord } from '../../../src/domain/triage/code-word.js';
import { DANGER_WORDS } from '../../../src/texts/danger-words.js';
import { toCyrillic } from '../../../src/texts/transliterate.js';
import fc from '../../builders/properties.js';

const isDanger = (text: string): boolean => hasDangerWords(text, DANGER_WORDS);

describe('words of immediate danger', () => {
  it.each([
    'Ubiće me!',
    'ubice me',
    'UBIĆE ME',
    'убиће ме',
    'Убиће ме!!!',
    'ubi\u200bće\u200d me',
    'on ce da me ubije, hoce da me ubije',
    'zakljucao me je u sobi',
    'zaključali su me',
    'закључали су ме',
    'ne mogu da izadjem',
    'ne mogu da izađem',
    'ne mogu da izadem',
    'upomooooć',
    'u p o m o c',
    'pistolj',
    'ima pištolj',
    'tuče me',
    'siluju me',
    'he has a gun',
    "I can't breathe",
    'I can’t breathe',
    'KILL   ME',
    'kill\nme',
    'i want to DIE',
    'suicidal',
    'locked in',
    'ſos',
    'krvarim jako 😭',
  ])('%j are found', (text) => {
    expect(isDanger(text)).toBe(true);
  });

  it.each([
    '',
    '   ',
    'dobar dan',
    'Треба ми помоћ око папира',
    'I would like some information',
    'treba mi pomoć',
    'help',
    'Da li radite vikendom?',
    'skill meeting',
    '👋',
    'killing time',
  ])('%j are none', (text) => {
    expect(isDanger(text)).toBe(false);
  });

  it('every entry is found in Latin, in Cyrillic, without marks and in capitals', () => {
    for (const entry of DANGER_WORDS) {
      const written = entry.replaceAll('*', '');
      const plain = written.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'dj');
      for (const text of [written, toCyrillic(written), plain, written.toUpperCase()])
        expect(`${entry}: ${isDanger(`a ${text} b`)}`).toBe(`${entry}: true`);
    }
  });

  it('are found whatever stands around them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DANGER_WORDS), fc.lorem(), fc.lorem(), (entry, before, after) => {
        expect(isDanger(`${before}. ${entry.replaceAll('*', '')}, ${after}`)).toBe(true);
      }),
    );
  });

  it('never throw, whatever the text and the list', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (text, list) => {
        expect(typeof hasDangerWords(text, list)).toBe('boolean');
      }),
    );
  });

  it('an empty entry matches nothing', () => {
    expect(hasDangerWords('anything', ['', '*', ' ', '!'])).toBe(false);
  });

  it('the longest message that Telegram carries is read to its end', () => {
    // A pattern that goes back and forth over it would not come to an end while anybody waits.
    expect(isDanger('ne znam šta '.repeat(342))).toBe(false);
  });
});

describe('a code word', () => {
  it.each([
    ['maslačak', 'maslačak'],
    ['  plava   ptica\n', 'plava ptica'],
    ['pla\u200bva\u202e', 'plava'],
    ['mas\u006c\u0061c\u030cak', 'maslačak'],
    ['🌻', '🌻'],
  ])('%j is kept as %j', (text, word) => {
    expect(readCodeWord(text)).toBe(word);
  });

  it.each(['', ' \n ', '\u200b', 'x'.repeat(41)])('%j is none', (text) => {
    expect(readCodeWord(text)).toBeNull();
  });

  it.each(['Maslačak', 'maslacak', 'МАСЛАЧАК', 'masla\u200bčak'])(
    '%j is found again as the same word',
    (spelling) => {
      expect(codeWordKey(readCodeWord(spelling) ?? '')).toBe('maslacak');
    },
  );

  it('two words stay two, and a word without letters has its key too', () => {
    expect(codeWordKey('plava ptica')).not.toBe(codeWordKey('bela ptica'));
    expect(codeWordKey('🌻')).toBe('🌻');
  });
});
