import { readdirSync, readFileSync } from 'node:fs';

const root = 'src/e2ee';
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const importsOf = (name: string): string[] =>
  [...readFileSync(`${root}/${name}`, 'utf8').matchAll(/from '([^']+)'/g)].map(([, source = '']) => source);

const packages = ['libsodium-wrappers', 'libsodium-wrappers-sumo', 'shamir-secret-sharing'];

describe('the folder of the cryptography', () => {
  it('runs unchanged in a browser: it imports nothing of Node and no other package than three', () => {
    const foreign = files
      .flatMap(importsOf)
      .filter((source) => !source.startsWith('.') && !packages.includes(source));

    expect(foreign).toEqual([]);
  });

  it('calls packages from hazmat alone, each from one file', () => {
    const callers = files.filter((name) => importsOf(name).some((source) => packages.includes(source)));

    expect(callers.sort()).toEqual(['hazmat/passphrase.ts', 'hazmat/shares.ts', 'hazmat/sodium.ts']);
  });

  it('loads the large libsodium only where a throw-away worker asks for it', () => {
    const importers = files.filter((name) =>
      importsOf(name).some((source) => source.endsWith('/passphrase.js')),
    );

    expect(importers).toEqual([]);
  });

  it('knows neither the time nor chance but through one file', () => {
    const hidden = /Date\.now|new Date\(|Math\.random|getRandomValues|randombytes/;
    // The interim vault of the Telegram edge seals a few times a minute; it may draw its nonces from libsodium.
    const asked = files.filter((name) => name !== 'edge-vault.ts');
    const users = asked.filter((name) => hidden.test(readFileSync(`${root}/${name}`, 'utf8')));

    expect(users).toEqual(['hazmat/chance.ts']);
  });

  it('writes no log', () => {
    expect(files.filter((name) => readFileSync(`${root}/${name}`, 'utf8').includes('console.'))).toEqual([]);
  });
});
