/** Letters that do not come apart into a base letter and a mark, and Serbian Cyrillic. */
const PLAIN: Readonly<Record<string, string>> = {
  đ: 'dj', ð: 'd', ł: 'l', ø: 'o', ß: 'ss', æ: 'ae',
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ђ: 'dj', е: 'e', ж: 'z', з: 'z', и: 'i', ј: 'j', к: 'k', л: 'l', љ: 'lj',
  м: 'm', н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'c', у: 'u', ф: 'f', х: 'h', ц: 'c', ч: 'c',
  џ: 'dz', ш: 's', й: 'j', ы: 'y', э: 'e', ю: 'ju', я: 'ja', щ: 's', ё: 'e', і: 'i', ѕ: 's',
}; // prettier-ignore

/**
 * The words of a text as people mean them: without case, marks, script (Serbian Latin or Cyrillic), invisible and control characters,
 * repeated letters, and with đ, dj and d alike, because people type Serbian in all these ways. Never throws.
 */
export function plainWords(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\t\n\v\f\r]/g, ' ')
    .replace(/[\p{M}\p{Cc}\p{Cf}'’ʼ`´]/gu, '')
    .replace(/\p{L}/gu, (letter) => PLAIN[letter] ?? letter)
    .replace(/dj/g, 'd')
    .replace(/(\p{L})\1+/gu, '$1');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
