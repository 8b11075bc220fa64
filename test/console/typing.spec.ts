import { alike } from '../../src/console/i18n/alike.js';
import { latinKey } from '../../src/console/i18n/latin-key.js';

describe('what somebody types', () => {
  it.each([
    ['Београд', 'beograd'],
    ['Đorđe', 'djordje'],
    ['ЂОРЂЕ', 'Djordje'],
    ['ljubičasta Njiva, džak', 'Љубичаста њива, џак'],
    ['šest žaba ćuti', 'sest zaba cuti'],
  ])('finds %s when she types %s', (text, typed) => {
    expect(alike(text)).toBe(alike(typed));
  });

  it('does not take different words for the same', () => {
    expect(alike('sat')).not.toBe(alike('sad'));
  });

  it.each([
    [{ key: 'k', code: 'KeyK' }, 'k'],
    [{ key: 'K', code: 'KeyK' }, 'k'],
    [{ key: 'к', code: 'KeyK' }, 'k'],
    [{ key: 'ј', code: 'KeyJ' }, 'j'],
    [{ key: 'r', code: 'KeyO' }, 'r'],
    [{ key: 'š', code: 'BracketLeft' }, 'š'],
    [{ key: '1', code: 'Digit1' }, '1'],
    [{ key: 'F9', code: 'F9' }, 'f9'],
  ])('is the letter that was meant on every layout: %j', (press, letter) => {
    expect(latinKey(press)).toBe(letter);
  });
});
