import type { readAccount } from '../../contracts/identity/account.js';
import { readDirectory } from '../../contracts/identity/directory.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { idText } from '../../contracts/shared/scalars.js';
import { AccountRefused } from '../../e2ee/account/account-refused.js';
import { directoryChain, PinSet } from '../../e2ee/account/pin-set.js';
import { openPins } from '../../e2ee/account/sealed-pins.js';
import { Directory } from '../../e2ee/directory/directory.js';
import { parseEntry } from '../../e2ee/directory/entry.js';
import { DirectoryRefused } from '../../e2ee/directory/directory-refused.js';
import { fingerprint } from '../../e2ee/directory/fingerprint.js';
import type { Id } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { forgetAllOf, keptUnder } from './safe-store.js';
import { wordsOf } from './words.js';

/** A directory that hangs on something the server did not supply, or the words that a person must compare first. */
export type Anchoring =
  | { readonly state: 'anchored'; readonly directory: Directory; readonly pins: PinSet }
  | { readonly state: 'unknown-root'; readonly words: readonly string[] };

/**
 * Reads and verifies the whole directory.
 *
 * @param by `from-memory`: the root is the one under our own sealed pins; `confirmed`: a person compared its words just now
 * @throws ProtocolRefusal for a directory that may not be trusted
 */
export async function anchored(
  user: Id,
  accountSecret: Uint8Array,
  account: AnswerOf<typeof readAccount>,
  by: 'from-memory' | 'confirmed',
): Promise<Anchoring> {
  const pins = await pinsOf(user, accountSecret, account.pins.sealed);
  const entries = await readEntries(0);
  const root = rootFingerprintIn(entries);
  const pin = pins.get(directoryChain);
  if (!pin && by === 'from-memory') return { state: 'unknown-root', words: wordsOf(root) };
  return { state: 'anchored', directory: Directory.read(root, entries, pin), pins };
}

/** What the server returns above `since`, in as many pages as it takes. */
export async function readEntries(since: number): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (;;) {
    const page = await call(readDirectory, { query: { since: since + entries.length } });
    entries.push(...page.entries);
    if (page.entries.length === 0 || since + entries.length >= page.newest) return entries;
  }
}

/** The fingerprint of the key that the first entry names; worth nothing until a pin or a person vouches for it. */
export function rootFingerprintIn(entries: readonly Uint8Array[]): Uint8Array {
  const [first] = entries;
  if (!first) throw new DirectoryRefused('genesis');
  const entry = parseEntry(first);
  return fingerprint({ ...entry, user: entry.subject });
}

/** Pins that were sealed under the secret of keys that wait to be signed in, so that they outlive the change. */
export const carriedPins = (user: Id): string => `carried ${idText(user)}`;

/**
 * What this browser remembers. Where she has new keys since it was here last, everything that it kept was sealed under a secret
 * that is gone: it goes too, and what the new keys carried over stays.
 */
async function rememberedPins(user: Id, accountSecret: Uint8Array): Promise<PinSet | undefined> {
  const local = await keptUnder(`pins ${idText(user)}`);
  if (!(local instanceof Uint8Array)) return undefined;
  try {
    return openPins(accountSecret, user, local);
  } catch (refused) {
    if (!(refused instanceof AccountRefused)) throw refused;
  }
  const carried = await keptUnder(carriedPins(user));
  await forgetAllOf(idText(user));
  return carried instanceof Uint8Array ? openPins(accountSecret, user, carried) : undefined;
}

async function pinsOf(user: Id, accountSecret: Uint8Array, fromServer: Uint8Array | null): Promise<PinSet> {
  const pins = (await rememberedPins(user, accountSecret)) ?? new PinSet();
  if (fromServer) pins.merge(openPins(accountSecret, user, fromServer));
  return pins;
}
