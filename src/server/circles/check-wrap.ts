import { sealedWrapBytes, wrapBytes } from '../../e2ee/circle/dek-wrap.js';
import { FieldReader } from '../../e2ee/shared/fields.js';
import { CirclesRefused } from './circles-refused.js';

/** Only wraps of the epoch in force exist. What is inside only a member can check. @throws CirclesRefused */
export function checkWrap(wrap: Uint8Array, epoch: number): void {
  if (wrap.length !== wrapBytes || new FieldReader(wrap).number(4) !== epoch)
    throw new CirclesRefused('wrap-refused');
}

/** The edge knows no epoch secret: it seals a DEK to the inbox. @throws CirclesRefused */
export function checkSealedWrap(wrap: Uint8Array): void {
  if (wrap.length !== sealedWrapBytes) throw new CirclesRefused('wrap-refused');
}
