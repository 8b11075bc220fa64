import { Module } from '@nestjs/common';
import { Announce } from '../platform/live/announce.js';
import { provide } from '../platform/wiring/provide.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { ChainRepository } from './chain.repository.js';
import { CircleRepository } from './circle.repository.js';
import { ForgetChannels } from './forget-channels.js';
import { ReadForEdge } from './read-for-edge.js';
import { ReceiveInbound } from './receive-inbound.js';

/** The part of circles that every role needs, also those that answer no API: what the edge reads and writes. */
@Module({
  providers: [
    provide(Announce, [CLOCK]),
    provide(ChainRepository, []),
    provide(CircleRepository, []),
    provide(ReceiveInbound, [CLOCK, CircleRepository, ChainRepository, Announce]),
    provide(ReadForEdge, [ChainRepository, CircleRepository]),
    provide(ForgetChannels, [ChainRepository]),
  ],
  exports: [ReceiveInbound, ReadForEdge, ForgetChannels],
})
export class InboundModule {}
