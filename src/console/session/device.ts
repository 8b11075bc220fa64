const browsers: readonly (readonly [RegExp, string])[] = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

const firstIn = (list: typeof browsers, text: string): string =>
  list.find(([form]) => form.test(text))?.[1] ?? '?';

/** A word for this device that its owner recognises in the list of sessions. At most 40 letters. */
export const deviceWord = (): string =>
  `${firstIn(browsers, navigator.userAgent)}, ${firstIn(systems, navigator.userAgent)}`;
