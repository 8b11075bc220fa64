import {
  acceptInvitation,
  lookAtInvitation,
  readEnrolment,
  renewPossession,
} from '../../contracts/identity/enrolment.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { roleByte } from '../../contracts/shared/people.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { Directory } from '../../e2ee/directory/directory.js';
import { ops } from '../../e2ee/directory/entry.js';
import { equal } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { readEntries, rootFingerprintIn } from './anchor.js';
import { keepAnchor, publicOf } from './found.js';
import { makeAccount, type MadeAccount } from './material.js';
import { possessionsOf } from './possession.js';
import { fingerprintWords, newPassphrase, wordsOf } from './words.js';

type Look = AnswerOf<typeof lookAtInvitation>;

/** The two parts of an invitation's link. The server knows the token only. */
export interface Link {
  readonly token: Uint8Array;
  readonly rootFingerprint: Uint8Array;
}

export interface Invited {
  readonly organisation: string;
  readonly dutyName: string;
  readonly roles: Look['roles'];
  readonly purpose: Look['purpose'];
  readonly language: Look['language'];
  readonly rootWords: readonly string[];
  /** Made here, shown once. */
  readonly passphrase: string;
}

interface Joining {
  readonly link: Link;
  readonly look: Look;
  readonly passphrase: string;
  account?: MadeAccount;
}

let joining: Joining | undefined;

/** Looks at an invitation without using it, and verifies the directory against the root that the link names. */
export async function lookAt(link: Link): Promise<Invited> {
  const look = await call(lookAtInvitation, { body: { token: link.token } });
  if (!equal(rootFingerprintIn(look.entries), link.rootFingerprint))
    throw new Failed({ kind: 'untrusted', code: 'anchor' });
  Directory.read(link.rootFingerprint, look.entries);
  const passphrase = joining?.passphrase ?? newPassphrase();
  joining = { link, look, passphrase };
  const { organisation, dutyName, roles, purpose, language } = look;
  return {
    organisation,
    dutyName,
    roles,
    purpose,
    language,
    rootWords: wordsOf(link.rootFingerprint),
    passphrase,
  };
}

/** Uses the invitation up. @returns what she reads to her administrator, and her printed code */
export async function accept(device: string): Promise<{ words: readonly string[]; recoveryCode: string }> {
  if (!joining) throw new Failed({ kind: 'locked', code: 'locked' });
  const { link, look, passphrase } = joining;
  const user = idBytes(look.staffId);
  const account = await makeAccount(user, look.kv, passphrase, { ops: look.ops, mem: look.mem });
  const directory = Directory.read(link.rootFingerprint, look.entries);
  await call(acceptInvitation, {
    body: {
      token: link.token,
      material: account.material,
      possessions: prove(account, look, directory),
      device,
    },
  });
  joining.account = account;
  await keepAnchor(user, account.accountSecret, directory);
  return { words: fingerprintWords(publicOf(account.identity)), recoveryCode: account.codeText };
}

/** Asks whether the keys were signed in; where the directory went on meanwhile, possession is proven anew. */
export async function askEnrolment(): Promise<AnswerOf<typeof readEnrolment>['state']> {
  const { state } = await call(readEnrolment);
  if (state !== 'stale' || !joining?.account) return state;
  const { link, look, account } = joining;
  const directory = Directory.read(link.rootFingerprint, await readEntries(0));
  await call(renewPossession, { body: { possessions: prove(account, look, directory) } });
  return 'waiting';
}

function prove({ identity }: MadeAccount, { roles, purpose }: Look, directory: Directory) {
  const isAdministrator = roles.includes('administrator');
  const enrol = isAdministrator ? ops.adminAdd : ops.add;
  const op = purpose === 'renew' ? ops.rotate : enrol;
  return possessionsOf(identity, { op, role: roleByte(roles), isAdministrator }, directory);
}
