import { Controller, Inject } from '@nestjs/common';
import { putPiece, readPieces } from '../../contracts/circles/records.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { PutPiece, ReadPieces } from './keep-attachments.js';

@Controller()
export class AttachmentController {
  constructor(
    @Inject(PutPiece) private readonly taker: PutPiece,
    @Inject(ReadPieces) private readonly reader: ReadPieces,
  ) {}

  @Api(putPiece)
  put(
    @Input() { params, body }: InputOf<typeof putPiece>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    const { id, object, index } = params;
    return this.taker.run(tx, { circle: id, object, index, bytes: body.bytes }, staffId);
  }

  @Api(readPieces)
  async read(
    @Input() { params, query }: InputOf<typeof readPieces>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readPieces>> {
    const place = { circle: params.id, object: params.object, ...query };
    return { pieces: [...(await this.reader.run(tx, place, staffId))] };
  }
}
