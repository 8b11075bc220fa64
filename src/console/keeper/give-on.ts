import { linkChannel } from '../../contracts/circles/records.js';
import { idText } from '../../contracts/shared/scalars.js';
import { openLinked } from '../../e2ee/channel/open-linked.js';
import { readLinkText } from '../../e2ee/circle/link-text.js';
import { rewrapAll } from '../../e2ee/circle/rewrap.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { holdCircle } from './held-circle.js';
import { composeLink, keysOf } from './link-conversation.js';
import { racing } from './racing.js';
import { linkAt, linkedRows } from './read-linked.js';

/**
 * Takes a conversation that was handed to me into a case of mine: a LINK record in the case cites the same part, and the keys
 * move from the hand-over to the case (protocol, step 21).
 *
 * @param seq the place of the LINK record in the hand-over
 * @throws Failed `nothing-to-link` when it went on already; ProtocolRefusal when the case's members could not read it
 */
export async function giveOn(handOverId: string, seq: number, caseId: string): Promise<void> {
  await racing(async () => {
    const handOver = await holdCircle(handOverId);
    const link = linkAt(handOver, seq);
    const found = link && (await linkedRows(handOverId, link));
    if (!link || !found || found.wraps.size === 0)
      throw new Failed({ kind: 'refused', code: 'nothing-to-link' });
    const cited = readLinkText(link.text);
    // Without the hand-over's own erasures, which readers of the case do not know.
    const contents = openLinked(cited, found, handOver.secrets.wrapKey, new Set());
    const records = contents.flatMap((content) => (content.state === 'failed' ? [] : [content.envelope]));
    const target = await holdCircle(caseId);
    const opener = { wrapKey: handOver.secrets.wrapKey, intake: undefined };
    const moved = rewrapAll(records, found.wraps, opener, target.secrets.wrapKey);
    const { row, wrap } = composeLink(target, cited);
    const place = { inbox: idText(cited.inbox), channel: idText(cited.channel), handOver: handOverId };
    const body = { row, wrap, ...place, first: cited.first, last: cited.last, wraps: keysOf(moved) };
    await call(linkChannel, { params: { id: caseId }, body });
  });
}
