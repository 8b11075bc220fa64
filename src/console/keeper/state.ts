import { idText } from '../../contracts/shared/scalars.js';
import type { PinSet } from '../../e2ee/account/pin-set.js';
import { directoryChain } from '../../e2ee/account/pin-set.js';
import { openPins, sealPins } from '../../e2ee/account/sealed-pins.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import type { KeyPair } from '../../e2ee/hazmat/key-pairs.js';
import { ProtocolRefusal } from '../../e2ee/shared/refusal.js';
import type { Id, Identity } from '../../e2ee/shared/identity.js';
import { readAccount, savePins } from '../../contracts/identity/account.js';
import { call } from '../api/call.js';
import { ApiRefused, Unreachable } from '../api/refused.js';
import { Locked } from '../session/failure.js';
import { keep } from './safe-store.js';

/** What is unlocked. It lives in this worker's memory and nowhere else. */
export interface Unlocked {
  readonly user: Id;
  readonly accountSecret: Uint8Array;
  readonly identity: Identity;
  /** Of earlier keys: what was sealed to them still opens. */
  readonly olderSealing: readonly KeyPair[];
  readonly pins: PinSet;
  /** The version of the pins that the server holds. */
  pinsVersion: number;
  readonly directory: Directory;
}

let held: Unlocked | undefined;

export const hold = (unlocked: Unlocked): void => {
  held = unlocked;
};

/** @throws Locked */
export function unlocked(): Unlocked {
  if (!held) throw new Locked();
  return held;
}

/**
 * Keeps pins here and on the server; where another device was faster, its pins are merged in and ours saved again. That the server
 * does not take them keeps nobody from unlocking or reading: they are in this browser, and it is shown (`arePinsUnsaved`).
 *
 * @throws ProtocolRefusal when what the server holds contradicts what this person has seen
 */
export async function rememberPins(): Promise<void> {
  const state = unlocked();
  state.pins.raise(directoryChain, state.directory.pin);
  await keep(`pins ${idText(state.user)}`, sealed(state));
  try {
    await save(state).catch((caught: unknown) => {
      if (caught instanceof ApiRefused && caught.code === 'superseded') return mergeAndSave(state);
      throw caught;
    });
    unsaved = false;
  } catch (caught) {
    if (caught instanceof ProtocolRefusal) throw caught;
    unsaved = !(caught instanceof Unreachable);
  }
}

let unsaved = false;

/** The server did not take the newest pins, though it could be heard: another device does not know what was seen here. */
export const arePinsUnsaved = (): boolean => unsaved;

const sealed = ({ accountSecret, user, pins }: Unlocked): Uint8Array => sealPins(accountSecret, user, pins);

async function save(state: Unlocked): Promise<void> {
  const body = { sealed: sealed(state) };
  state.pinsVersion = (await call(savePins, { version: state.pinsVersion, body })).version;
}

async function mergeAndSave(state: Unlocked): Promise<void> {
  const { pins } = await call(readAccount);
  if (pins.sealed) state.pins.merge(openPins(state.accountSecret, state.user, pins.sealed));
  state.pinsVersion = pins.version;
  await save(state);
}
