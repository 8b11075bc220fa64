import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { InboundModule } from '../circles/inbound.module.js';
import { ReadForEdge } from '../circles/read-for-edge.js';
import { ReceiveInbound } from '../circles/receive-inbound.js';
import { DirectoryTip } from '../identity/directory-tip.js';
import { Announce } from '../platform/live/announce.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { ClearReply } from './clear-reply.js';
import { EdgeAnchor, type Anchor } from './edge-anchor.js';
import { EdgeKeys } from './edge-keys.js';
import { EdgeMemory } from './edge-memory.js';
import { SealInbound } from './seal-inbound.js';
import { TellInbox } from './tell-inbox.js';
import { TrustedInbox } from './trusted-inbox.js';

export interface EdgeSettings {
  /** From the configuration; null: it was not given. */
  readonly anchor: Anchor | null;
  /** An evaluation may write the anchor into the data folder, once. */
  readonly anchorInFolder: boolean;
  /** Where the edge keeps what it has verified and sent. */
  readonly dataDir: string;
}

/** The bot as a client of the protocol: keys of its own, an inbox that it verifies, seals to and pins. */
@Module({})
export class EdgeModule {
  static with({ anchor, anchorInFolder, dataDir }: EdgeSettings): DynamicModule {
    const file = anchorInFolder ? join(dataDir, 'edge-anchor.json') : null;
    return {
      module: EdgeModule,
      imports: [InboundModule],
      providers: [
        { provide: EdgeAnchor, useFactory: () => new EdgeAnchor(anchor, file) },
        { provide: EdgeMemory, useFactory: () => new EdgeMemory(dataDir) },
        ...useCases,
      ],
      exports: [
        InboundModule,
        ClearReply,
        EdgeAnchor,
        EdgeKeys,
        EdgeMemory,
        SealInbound,
        TellInbox,
        TrustedInbox,
      ],
    };
  }
}

const useCases = [
  provide(Announce, [CLOCK]),
  provide(DirectoryTip, []),
  provide(EdgeKeys, [EdgeVault, CLOCK]),
  provide(TrustedInbox, [EdgeAnchor, EdgeKeys, EdgeMemory, DirectoryTip, ReadForEdge, LOG]),
  provide(SealInbound, [CLOCK, TrustedInbox, ReceiveInbound]),
  provide(ClearReply, [CLOCK, TrustedInbox, ReceiveInbound, ReadForEdge, EdgeMemory]),
  provide(TellInbox, [TrustedInbox, ReadForEdge, Announce]),
];
