import {
  askChallenge,
  changeMethod,
  readAccount,
  type ProofAction,
} from '../../contracts/identity/account.js';
import { methods } from '../../e2ee/account/cost.js';
import { deriveLoginPair, signLogin } from '../../e2ee/account/login.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { fingerprintWords, newPassphrase } from './words.js';
import { makeCodeMethod, makePassphraseMethod } from './material.js';
import { masterKeyOf } from './unlock.js';
import { publicOf } from './found.js';
import { unlocked } from './state.js';

/** The six words of my own key, to read to a colleague. */
export const myWords = (): string[] => fingerprintWords(publicOf(unlocked().identity));

/** @returns a new generated passphrase, in force at once; other sessions end */
export async function changePassphrase(current: string, cost: { ops: number; mem: number }): Promise<string> {
  const { user, accountSecret } = unlocked();
  const passphrase = newPassphrase();
  const next = await makePassphraseMethod(user, accountSecret, passphrase, cost);
  await call(changeMethod, {
    params: { method: 1 },
    body: { proof: await prove(current, 'change-passphrase'), next },
  });
  return passphrase;
}

/** @returns a new printed code; the old one opens nothing any more */
export async function changeCode(current: string): Promise<string> {
  const { user, accountSecret } = unlocked();
  const { method: next, codeText } = makeCodeMethod(user, accountSecret);
  await call(changeMethod, {
    params: { method: 2 },
    body: { proof: await prove(current, 'change-code'), next },
  });
  return codeText;
}

/** A signature with the passphrase, for one action only. */
export async function prove(passphrase: string, action: ProofAction) {
  const { user } = unlocked();
  const { methods: listed } = await call(readAccount);
  const own = listed.find(({ method }) => method === methods.passphrase);
  if (!own) throw new Failed({ kind: 'refused', code: 'proof-refused' });
  const masterKey = await masterKeyOf({ method: methods.passphrase, text: passphrase }, user, own);
  const { challenge } = await call(askChallenge);
  const claim = { origin: location.origin, user, challenge, action };
  return { challenge, signature: signLogin(deriveLoginPair(masterKey), claim), method: methods.passphrase };
}
