import { readdirSync, readFileSync } from 'node:fs';
import { isKnownCode } from '../../../../src/server/platform/http/problem-kinds.js';

describe('the codes with which the house refuses', () => {
  it('are all known to the API, so that no refusal reaches a person as a fault', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && /^(domain|server)\//.test(file),
    );
    const declared = files.flatMap((file) => {
      const text = readFileSync(`src/${file}`, 'utf8');
      return text.includes('extends Refusal')
        ? [...text.matchAll(/readonly code = '([a-z-]+)'/g)].map((found) => found[1]!)
        : [];
    });

    expect(declared).toContain('duty-name-unfit');
    expect(declared.filter((code) => !isKnownCode(code))).toEqual([]);
  });
});
