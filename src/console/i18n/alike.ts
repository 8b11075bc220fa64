const cyrillic = [...'абвгдђежзијклљмнњопрстћуфхцчџш'];
const latin = 'a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š'.split(' ');
const latinOf: ReadonlyMap<string, string | undefined> = new Map(
  cyrillic.map((letter, at) => [letter, latin[at]]),
);

/**
 * The form in which texts are compared when somebody searches: without case and accents, in one script, and with `đ` and
 * `dj` as one, because people type what their keyboard has.
 */
export const alike = (text: string): string =>
  [...text.toLocaleLowerCase()]
    .map((letter) => latinOf.get(letter) ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('đ', 'dj');
