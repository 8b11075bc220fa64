import { derivePassphraseKey } from '../../e2ee/hazmat/passphrase.js';
import type { KdfCost } from '../../e2ee/account/cost.js';
import { failureOf } from '../session/failure.js';

export interface HashOrder {
  readonly passphrase: string;
  readonly user: Uint8Array;
  readonly seed: Uint8Array;
  readonly cost: KdfCost;
}

/** One passphrase, one answer; then whoever started this worker ends it, and its memory goes with it. */
globalThis.onmessage = ({ data }: MessageEvent<HashOrder>) => {
  try {
    const key = derivePassphraseKey(data.passphrase, data.user, data.seed, data.cost);
    globalThis.postMessage({ key });
  } catch (caught) {
    globalThis.postMessage({ failure: failureOf(caught) });
  }
};
globalThis.postMessage('ready');
