import { timingSafeEqual, createHash } from 'node:crypto';
import { Body, Controller, Headers, HttpStatus, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MayCall } from '../http/access.js';
import type { Log } from '../logging/log.js';
import { LOG } from '../wiring/tokens.js';
import { WebhookGates } from './webhook-gates.js';

/** Only the number is needed to take an update in once; the bots read the rest as tolerantly as Telegram may change it. */
const updateShape = z.looseObject({ update_id: z.number().int().nonnegative() });

/** Where Telegram delivers updates when a webhook is configured; with long polling every call is refused. */
@Controller('telegram')
export class TelegramWebhookController {
  constructor(
    @Inject(WebhookGates) private readonly gates: WebhookGates,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * 401: wrong or missing secret, or no webhook for this bot. 200: committed, known, or of a shape that nobody can take in.
   * 503: not taken in; Telegram will deliver again.
   */
  @Post(':bot')
  @MayCall('telegram')
  async receive(
    @Param('bot') bot: string,
    @Headers('x-telegram-bot-api-secret-token') secret: string | undefined,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const gate = this.gates.of(bot);
    if (!gate || !sameSecret(gate.secret, secret ?? '')) {
      await reply.status(HttpStatus.UNAUTHORIZED).send();
      return;
    }
    const parsed = updateShape.safeParse(body);
    if (!parsed.success) {
      this.log.warn('webhook-shape-unknown', { bot, kind: body === null ? 'null' : typeof body });
      await reply.status(HttpStatus.OK).send();
      return;
    }
    try {
      await gate.receive.run(parsed.data);
      await reply.status(HttpStatus.OK).send();
    } catch (error) {
      this.log.error('webhook-interrupted', error, { bot });
      await reply.status(HttpStatus.SERVICE_UNAVAILABLE).send();
    }
  }
}

/** Compares digests, so that neither length nor a common beginning shows in the time it takes. */
function sameSecret(expected: string, given: string): boolean {
  return timingSafeEqual(digest(expected), digest(given));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
