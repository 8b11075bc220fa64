import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { askChallenge, type ProofAction } from '../../../src/contracts/identity/account.js';
import { appendEntry } from '../../../src/contracts/identity/directory.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { overNetwork } from '../../../src/cli/demo/api-client.js';
import { StaffClient as ScriptClient } from '../../../src/cli/demo/staff-client.js';
import type { Joining, Person } from '../../../src/cli/demo/person.js';
import { deriveLoginPair, signLogin } from '../../../src/e2ee/account/login.js';
import type { Directory } from '../../../src/e2ee/directory/directory.js';
import { ops, signEntry } from '../../../src/e2ee/directory/entry.js';
import { CircleClient } from './circle-client.js';

export { ProblemAnswer, type Send } from '../../../src/cli/demo/api-client.js';
export { make, type Person } from '../../../src/cli/demo/person.js';
export type { Founding } from '../../../src/cli/demo/staff-client.js';

/** The demo's client, with what only tests do. */
export class StaffClient extends ScriptClient {
  /** A browser that has never been here, in front of a server that runs in real time. */
  static at(url: string, send = overNetwork(url)): StaffClient {
    return new StaffClient(send, url, () => Date.now());
  }

  /** The circles of whoever is signed in here. */
  get circles(): CircleClient {
    return new CircleClient(this, this.person!, this.now);
  }

  /** Revokes a person's key. @param signer an administrator, or root for administrators */
  async revoke(staffId: StaffId, signer: Identity): Promise<void> {
    const directory = await this.directory();
    const key = directory.keyOf(idBytes(staffId))!;
    const body = { ...this.bodyOf(directory, ops.revoke, { ...key, ...publicKeys(key) }, signer, key.role) };
    await this.call(appendEntry, { body: { entry: signEntry(body, undefined, signer).bytes } });
  }

  /** An ADD as `signer` would sign it, whether or not anybody asked for it. */
  signedEntry(directory: Directory, subject: Identity, signer: Identity, role: number): Uint8Array {
    return signEntry(this.bodyOf(directory, ops.add, subject, signer, role), subject, signer).bytes;
  }

  /**
   * From the invitation to the first sign-in, each in a browser of its own.
   *
   * @param browser the newcomer's
   * @param signer  who signs her in; root for an administrator
   */
  async enrol(browser: StaffClient, joining: Joining, signer: Identity): Promise<Person> {
    const link = await this.invite(joining);
    const person = await browser.accept(link, joining.passphrase);
    await this.signKeysOf(person.id, signer);
    await browser.signIn(person);
    return person;
  }

  /** A fresh proof for an action of whoever is signed in here. */
  async proof(action: ProofAction) {
    const { challenge } = await this.call(askChallenge);
    const { id, masterKey } = this.person!;
    const claim = { origin: this.origin, user: idBytes(id), challenge, action };
    return { challenge, signature: signLogin(deriveLoginPair(masterKey), claim), method: 1 as const };
  }
}

/** A subject of which only the public half is known. */
const publicKeys = (key: { ed25519: Uint8Array; x25519: Uint8Array }) => ({
  signing: { publicKey: key.ed25519, privateKey: new Uint8Array(64) },
  sealing: { publicKey: key.x25519, privateKey: new Uint8Array(32) },
});
