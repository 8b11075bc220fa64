import { startWorker } from '../trust.js';
import { Failed, type Failure } from '../session/failure.js';
import hashAddress from './hash.worker.js?worker&url';
import type { HashOrder } from './hash.worker.js';

type Said = 'ready' | { readonly key?: Uint8Array; readonly failure?: Failure };

/**
 * The master key of a passphrase, made in a worker that is thrown away: 128 MiB of traces of the passphrase end with it.
 *
 * @throws Failed for a cost outside the client's own bounds, before anything is hashed
 */
export function hashPassphrase(order: HashOrder): Promise<Uint8Array> {
  const worker = startWorker(hashAddress);
  const answer = new Promise<Uint8Array>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data === 'ready') worker.postMessage(order);
      else if (data.key) resolve(data.key);
      else reject(new Failed(data.failure ?? { kind: 'fault', code: 'fault' }));
    };
    worker.onerror = () => reject(new Failed({ kind: 'fault', code: 'fault' }));
  });
  return answer.finally(() => worker.terminate());
}
