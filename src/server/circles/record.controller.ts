import { Controller, Inject } from '@nestjs/common';
import {
  appendRecord,
  eraseInChannel,
  eraseRecords,
  linkChannel,
  readChain,
  readChannel,
  readConversations,
  readLinked,
  readStubs,
  readWraps,
  rewrapInbound,
} from '../../contracts/circles/records.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { fromHex } from '../../e2ee/shared/bytes.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { AppendRecord } from './append-record.js';
import { EraseRecords } from './erase-records.js';
import { LinkChannel } from './link-channel.js';
import { namingField } from './name-field.js';
import { ReadChain, type ChainPage } from './read-chain.js';
import { ReadStubs } from './read-stubs.js';
import { ReadConversations, ReadLinked, ReadWraps } from './read-wraps.js';
import { RewrapInbound } from './receive-inbound.js';

@Controller()
export class RecordController {
  constructor(
    @Inject(ReadChain) private readonly chain: ReadChain,
    @Inject(ReadStubs) private readonly stubs: ReadStubs,
    @Inject(AppendRecord) private readonly appender: AppendRecord,
    @Inject(ReadWraps) private readonly wraps: ReadWraps,
    @Inject(ReadConversations) private readonly conversations: ReadConversations,
    @Inject(RewrapInbound) private readonly rewrapper: RewrapInbound,
    @Inject(LinkChannel) private readonly linker: LinkChannel,
    @Inject(ReadLinked) private readonly linked: ReadLinked,
    @Inject(EraseRecords) private readonly eraser: EraseRecords,
  ) {}

  @Api(readChain)
  async read(
    @Input() { params, query }: InputOf<typeof readChain>,
    @WhoCalls() { staffId }: Caller,
  ): Promise<AnswerOf<typeof readChain>> {
    return pageAnswer(await this.chain.run({ circle: params.id, channel: null, ...query }, staffId));
  }

  @Api(readStubs)
  async readStubs(
    @Input() { params, query }: InputOf<typeof readStubs>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readStubs>> {
    const { records, head } = await this.stubs.run(tx, { circle: params.id, ...query }, staffId);
    return { records: records.map(placed), head };
  }

  @Api(readChannel)
  async readChannel(
    @Input() { params, query }: InputOf<typeof readChannel>,
    @WhoCalls() { staffId }: Caller,
  ): Promise<AnswerOf<typeof readChannel>> {
    const place = { circle: params.id, channel: params.channel, ...query };
    return pageAnswer(await this.chain.run(place, staffId));
  }

  @Api(appendRecord)
  append(
    @Input() { params, body: { row, wrap, level } }: InputOf<typeof appendRecord>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof appendRecord>> {
    const record = { circle: params.id, channel: null, row, wrap };
    return namingField('body.level', this.appender.run(tx, record, staffId, level ?? null));
  }

  @Api(readWraps)
  readWraps(
    @Input() { params, query }: InputOf<typeof readWraps>,
    @WhoCalls() { staffId }: Caller,
  ): Promise<AnswerOf<typeof readWraps>> {
    const after = query.after === undefined ? null : (fromHex(query.after, 32) ?? null);
    return this.wraps.run({ circle: params.id, after, limit: query.limit }, staffId);
  }

  @Api(readConversations)
  async readConversations(
    @Input() { params, query }: InputOf<typeof readConversations>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readConversations>> {
    const after = query.after === undefined ? null : (fromHex(query.after, 32) ?? null);
    return { records: await this.conversations.run(tx, params.id, after, staffId) };
  }

  @Api(rewrapInbound)
  rewrap(
    @Input() { params, body }: InputOf<typeof rewrapInbound>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof rewrapInbound>> {
    return this.rewrapper.run(tx, params.id, body.wraps, staffId);
  }

  @Api(linkChannel)
  link(
    @Input() { params, body: { row, wrap, handOver, ...cited } }: InputOf<typeof linkChannel>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof linkChannel>> {
    const record = { circle: params.id, row, wrap };
    return this.linker.run(tx, { record, holder: handOver ?? cited.inbox, ...cited }, staffId);
  }

  @Api(readLinked)
  async readLinked(
    @Input() { params }: InputOf<typeof readLinked>,
    @WhoCalls() { staffId }: Caller,
  ): Promise<AnswerOf<typeof readLinked>> {
    const record = fromHex(params.record, 32) ?? new Uint8Array();
    const { inbox, channel, epochs, records, wraps } = await this.linked.run(params.id, record, staffId);
    return { inbox, channel, epochs: [...epochs], records: records.map(placed), wraps: [...wraps] };
  }

  @Api(eraseRecords)
  erase(
    @Input() { params, body: { hashes, ...sealed } }: InputOf<typeof eraseRecords>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof eraseRecords>> {
    const record = { circle: params.id, channel: null, ...sealed };
    return this.eraser.run(tx, { record, hashes }, staffId);
  }

  @Api(eraseInChannel)
  eraseInChannel(
    @Input() { params, body: { hashes, ...sealed } }: InputOf<typeof eraseInChannel>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof eraseInChannel>> {
    const record = { circle: params.id, channel: params.channel, ...sealed };
    return this.eraser.run(tx, { record, hashes }, staffId);
  }
}

const placed = ({ seq, bytes }: { readonly seq: number; readonly bytes: Uint8Array }) => ({ seq, bytes });

const pageAnswer = ({ records, wraps, epoch, head }: ChainPage): AnswerOf<typeof readChain> => ({
  records: records.map(placed),
  wraps: [...wraps],
  epoch,
  head,
});
