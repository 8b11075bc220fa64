import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readSetUp, setUp } from '../../contracts/identity/set-up.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import type { IdentitySettings } from './account-demands.js';
import { DirectoryBook } from './directory-book.js';
import { IDENTITY_SETTINGS } from './identity-tokens.js';
import { SetUpOrganisation } from './set-up-organisation.js';

/** Open to anyone: before it there is nobody who could sign in. The token that the server printed is asked for. */
@Controller()
export class SetUpController {
  constructor(
    @Inject(SetUpOrganisation) private readonly setUp: SetUpOrganisation,
    @Inject(DirectoryBook) private readonly directory: DirectoryBook,
    @Inject(IDENTITY_SETTINGS) private readonly settings: IdentitySettings,
  ) {}

  @Api(readSetUp)
  async read(@Tx() tx: Transaction): Promise<AnswerOf<typeof readSetUp>> {
    const state = (await this.directory.newest(tx)) > 0 ? 'done' : 'open';
    return { state, ...this.settings.passphraseCost };
  }

  @Api(setUp)
  found(
    @Input() { body }: InputOf<typeof setUp>,
    @Req() request: FastifyRequest,
  ): Promise<AnswerOf<typeof setUp>> {
    return this.setUp.run(body, request.ip);
  }
}
