import { Controller, Inject } from '@nestjs/common';
import { anchorEdge, readEdge, replaceEdgeKeys } from '../../contracts/inbox/edge.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { AnchorEdge, ReadEdge, ReplaceEdgeKeys } from './read-edge.js';

@Controller()
export class EdgeController {
  constructor(
    @Inject(ReadEdge) private readonly reader: ReadEdge,
    @Inject(AnchorEdge) private readonly anchoring: AnchorEdge,
    @Inject(ReplaceEdgeKeys) private readonly replacing: ReplaceEdgeKeys,
  ) {}

  @Api(readEdge)
  async read(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof readEdge>> {
    const { edge, anchor, ...state } = await this.reader.run(tx, staffId);
    return {
      edgeId: edge.id,
      kv: edge.kv,
      ed25519: edge.signing.publicKey,
      x25519: edge.sealing.publicKey,
      enrolled: state.enrolled,
      possession: state.possession,
      anchor: anchor && { rootFingerprint: anchor.rootFingerprint, inboxId: anchor.inboxId },
      anchorOpen: state.anchorOpen,
      trust: state.trust,
      reason: state.reason,
      heldBack: state.heldBack,
      heldBackSince: state.heldBackSince,
    };
  }

  @Api(anchorEdge)
  anchor(@Input() { body }: InputOf<typeof anchorEdge>, @Tx() tx: Transaction): Promise<void> {
    return this.anchoring.run(tx, body);
  }

  @Api(replaceEdgeKeys)
  replace(@Tx() tx: Transaction): Promise<void> {
    return this.replacing.run(tx);
  }
}
