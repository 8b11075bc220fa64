import {
  askChallenge,
  changeMethod,
  readAccount,
  type ProofAction,
} from '../../contracts/identity/account.js';
import { removeSecondFactor } from '../../contracts/identity/second-factor.js';
import { methods, type KdfCost } from '../../e2ee/account/cost.js';
import { deriveLoginPair, signLogin } from '../../e2ee/account/login.js';
import { equal } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { fingerprintWords, newPassphrase } from './words.js';
import { makeCodeMethod, makePassphraseMethod, type LoginMethod } from './material.js';
import { masterKeyOf, type Key } from './unlock.js';
import { publicOf } from './found.js';
import { unlocked } from './state.js';

/** The six words of my own key, to read to a colleague. */
export const myWords = (): string[] => fingerprintWords(publicOf(unlocked().identity));

/** How somebody gets in: by words that she remembers, or by the code on her paper. */
export type Way = 'passphrase' | 'code';

/** What was made and is not in force; in this worker's memory only. */
let prepared: LoginMethod | undefined;

/** Makes a new passphrase or code. Nothing has left this browser, nothing has changed. @returns what goes on paper */
export async function prepareWay(way: Way, cost: KdfCost): Promise<string> {
  const { user, accountSecret } = unlocked();
  if (way === 'code') {
    const { method, codeText } = makeCodeMethod(user, accountSecret);
    prepared = method;
    return codeText;
  }
  const passphrase = newPassphrase();
  prepared = await makePassphraseMethod(user, accountSecret, passphrase, cost);
  return passphrase;
}

/**
 * Puts what was prepared in force: the old one opens nothing any more, other sessions end. Asked again after an answer was lost,
 * it finds out that it is done.
 *
 * @param current the passphrase or the code until now
 */
export async function putWayInForce(current: Key): Promise<void> {
  const next = prepared;
  if (!next) throw new Failed({ kind: 'locked', code: 'locked' });
  if (!(await isInForce(next))) {
    const proof = await prove(current, next.method === methods.code ? 'change-code' : 'change-passphrase');
    await call(changeMethod, { params: { method: next.method }, body: { proof, next } });
  }
  prepared = undefined;
}

async function isInForce({ method, wrappedSecret }: LoginMethod): Promise<boolean> {
  const { methods: listed } = await call(readAccount);
  return listed.some((each) => each.method === method && equal(each.wrappedSecret, wrappedSecret));
}

/** Takes the second factor away, to set up another. */
export async function removeOwnSecondFactor(current: Key): Promise<void> {
  await call(removeSecondFactor, { body: { proof: await prove(current, 'remove-second-factor') } });
}

/** A signature with the passphrase or the code, for one action only. */
export async function prove(key: Key, action: ProofAction) {
  const { user } = unlocked();
  const { methods: listed } = await call(readAccount);
  const own = listed.find(({ method }) => method === key.method);
  if (!own) throw new Failed({ kind: 'refused', code: 'proof-refused' });
  const masterKey = await masterKeyOf(key, user, own);
  const { challenge } = await call(askChallenge);
  const claim = { origin: location.origin, user, challenge, action };
  return { challenge, signature: signLogin(deriveLoginPair(masterKey), claim), method: key.method };
}
