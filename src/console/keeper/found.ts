import { setUp } from '../../contracts/identity/set-up.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { Language } from '../../domain/shared/language.js';
import { directoryChain, PinSet } from '../../e2ee/account/pin-set.js';
import { sealPins } from '../../e2ee/account/sealed-pins.js';
import { makeAccountSecret } from '../../e2ee/account/account-secret.js';
import { makeIdentitySeeds } from '../../e2ee/account/identity-seeds.js';
import type { KdfCost } from '../../e2ee/account/cost.js';
import { Directory } from '../../e2ee/directory/directory.js';
import { ops, signEntry, type EntryBody, type Op } from '../../e2ee/directory/entry.js';
import { fingerprint } from '../../e2ee/directory/fingerprint.js';
import { shareText, splitRecoverySecret } from '../../e2ee/recovery/recovery-shares.js';
import { deriveIdentity, type Identity } from '../../e2ee/shared/identity.js';
import { call } from '../api/call.js';
import { Locked } from '../session/failure.js';
import { makeAccount, wrapSeeds, type MadeAccount } from './material.js';
import { rootKeyText } from './root-key.js';
import { keep } from './safe-store.js';
import { fingerprintWords, newPassphrase } from './words.js';

/** Everything that goes on paper at set-up, shown once. */
export interface FoundingPapers {
  readonly rootKey: string;
  readonly rootWords: readonly string[];
  readonly shares: readonly string[];
  readonly passphrase: string;
  readonly recoveryCode: string;
}

interface Founding {
  readonly directory: Directory;
  readonly entries: readonly Uint8Array[];
  readonly account: MadeAccount;
  readonly recovery: { readonly ed25519: Uint8Array; readonly x25519: Uint8Array };
}

let founding: Founding | undefined;

/** Makes every key of a new organisation, in this browser. Nothing has left it yet. */
export async function prepareFounding(cost: KdfCost): Promise<FoundingPapers> {
  const rootSeeds = makeIdentitySeeds();
  const root = deriveIdentity(newId(), 1, rootSeeds);
  const passphrase = newPassphrase();
  const account = await makeAccount(newId(), 1, passphrase, cost);
  const recoverySecret = makeAccountSecret();
  const recoverySeeds = makeIdentitySeeds();
  const recovery = deriveIdentity(newId(), 1, recoverySeeds);
  const directory = new Directory(fingerprint(publicOf(root)));
  const entries = [
    append(directory, ops.genesis, root, root),
    append(directory, ops.adminAdd, account.identity, root),
    append(directory, ops.recovery, recovery, root),
  ];
  const [ed25519, x25519] = wrapSeeds(recovery.user, 1, recoverySecret, recoverySeeds);
  founding = {
    directory,
    entries,
    account,
    recovery: { ed25519: ed25519!.wrapped, x25519: x25519!.wrapped },
  };
  return {
    rootKey: rootKeyText(rootSeeds),
    rootWords: fingerprintWords(publicOf(root)),
    shares: (await splitRecoverySecret(recoverySecret)).map(shareText),
    passphrase,
    recoveryCode: account.codeText,
  };
}

/** Sends the public halves and the wrapped secrets. After a refusal the same keys may be sent again. */
export async function finishFounding(order: {
  readonly token: string;
  readonly organisation: string;
  readonly dutyName: string;
  readonly language: Language;
}): Promise<void> {
  if (!founding) throw new Locked();
  const { directory, entries, account, recovery } = founding;
  const { token, organisation, dutyName, language } = order;
  const administrator = { dutyName, language, material: account.material };
  await call(setUp, { body: { token, organisation, entries: [...entries], administrator, recovery } });
  await keepAnchor(account.identity.user, account.accountSecret, directory);
  founding = undefined;
}

/** Remembers the verified directory, so that this browser needs no word comparison at the first sign-in. */
export async function keepAnchor(
  user: Uint8Array,
  accountSecret: Uint8Array,
  directory: Directory,
): Promise<void> {
  const pins = new PinSet();
  pins.raise(directoryChain, directory.pin);
  await keep(`pins ${idText(user)}`, sealPins(accountSecret, user, pins));
}

export const publicOf = ({ user, kv, signing, sealing }: Identity) => ({
  user,
  kv,
  ed25519: signing.publicKey,
  x25519: sealing.publicKey,
});

const newId = (): Uint8Array => idBytes(crypto.randomUUID());

function append(directory: Directory, op: Op, subject: Identity, signer: Identity): Uint8Array {
  const { user, ...keys } = publicOf(subject);
  const body: EntryBody = {
    ...keys,
    subject: user,
    op,
    role: 0,
    seq: directory.seq + 1,
    prev: directory.head,
    ms: Date.now(),
    signer: signer.user,
    signerKv: signer.kv,
  };
  return directory.append(signEntry(body, subject, signer).bytes).bytes;
}
