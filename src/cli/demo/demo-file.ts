import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bytes } from '../../contracts/shared/bytes.js';
import { dutyName, roles } from '../../contracts/shared/people.js';
import { keyVersion, staffId, uuid } from '../../contracts/shared/scalars.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { deriveIdentity } from '../../e2ee/shared/identity.js';
import type { Person } from './person.js';
import type { Founding } from './staff-client.js';

const seeds = z.strictObject({ ed25519: bytes(32), x25519: bytes(32) });

const person = z.strictObject({
  id: staffId,
  dutyName,
  roles,
  kv: keyVersion,
  seeds,
  accountSecret: bytes(32),
  passphrase: z.string(),
  masterKey: bytes(32),
  seed16: bytes(16),
  recoveryCode: bytes(16),
});

const kept = z.strictObject({
  finished: z.boolean(),
  rootFingerprint: bytes(32),
  /** In earnest this is on paper, offline. */
  root: z.strictObject({ id: uuid, seeds }),
  recoverySecret: bytes(32),
  people: z.array(person),
});

type Kept = z.output<typeof kept>;

/**
 * The secrets of the invented people, in `demo-staff.json` of the data folder, readable by its owner only: what real people
 * have on paper and in their heads. Written before the server hears of the keys, so that a killed script goes on with them.
 */
export class DemoFile {
  readonly #file: string;
  #kept: Kept | null;

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'demo-staff.json');
    this.#kept = existsSync(this.#file) ? read(this.#file) : null;
  }

  get isThere(): boolean {
    return this.#kept !== null;
  }

  get finished(): boolean {
    return this.#kept?.finished ?? false;
  }

  /** @throws Error before `begin` */
  get recoverySecret(): Uint8Array {
    return this.#there.recoverySecret;
  }

  /** @throws Error before `begin` */
  get rootFingerprint(): Uint8Array {
    return this.#there.rootFingerprint;
  }

  /** Everything that was there before is forgotten: it belonged to another database. */
  begin({ admin, root, rootSeeds, rootFingerprint, recovery }: Founding): void {
    if (!recovery) throw new Error('The demo has a recovery key.');
    this.#write({
      finished: false,
      rootFingerprint,
      root: { id: idText(root.user), seeds: rootSeeds },
      recoverySecret: recovery.secret,
      people: [recordOf(admin)],
    });
  }

  /** Keeps a person, in the place of one of the same name. */
  keep(somebody: Person): void {
    const others = this.#there.people.filter((each) => each.dutyName !== somebody.dutyName);
    this.#write({ ...this.#there, people: [...others, recordOf(somebody)] });
  }

  finish(): void {
    this.#write({ ...this.#there, finished: true });
  }

  find(name: string): Person | null {
    const found = this.#there.people.find((each) => each.dutyName === name);
    if (!found) return null;
    const { kv, ...rest } = found;
    return {
      ...rest,
      identity: deriveIdentity(idBytes(found.id), kv, found.seeds),
      rootFingerprint: this.#there.rootFingerprint,
    };
  }

  get #there(): Kept {
    if (!this.#kept) throw new Error('The demo staff were never begun.');
    return this.#kept;
  }

  #write(next: Kept): void {
    const unfinished = `${this.#file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(unfinished, `${JSON.stringify(z.encode(kept, next), null, 2)}\n`, { mode: 0o600 });
    renameSync(unfinished, this.#file);
    this.#kept = next;
  }
}

const recordOf = ({
  identity,
  rootFingerprint: _same,
  roles: held,
  ...rest
}: Person): Kept['people'][number] => ({
  ...rest,
  roles: [...held],
  kv: identity.kv,
});

function read(file: string): Kept {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Without the parser's own words, which would quote a secret.
    throw new Error(`${file} cannot be read. Remove it together with the data, or choose another DATA_DIR.`);
  }
}
