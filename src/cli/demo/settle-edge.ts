import { anchorEdge, readEdge } from '../../contracts/inbox/edge.js';
import { appendEntry } from '../../contracts/identity/directory.js';
import type { CircleId } from '../../domain/circle/circle.js';
import { assembleEntry } from '../../e2ee/directory/entry.js';
import type { StaffClient } from './staff-client.js';

/**
 * Signs the bot's own keys in and tells the bot of the inbox. Nobody compares words here: script and bot are on one machine,
 * and only an evaluation takes its anchor over the API.
 */
export async function settleEdge(admin: StaffClient, inboxId: CircleId): Promise<void> {
  const { identity, rootFingerprint } = admin.person!;
  const edge = await admin.call(readEdge);
  if (edge.possession) {
    const { body, selfSig } = edge.possession;
    await admin.call(appendEntry, { body: { entry: assembleEntry(body, selfSig, identity).bytes } });
  }
  if (edge.anchorOpen) await admin.call(anchorEdge, { body: { rootFingerprint, inboxId } });
}
