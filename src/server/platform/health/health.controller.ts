import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MayCall } from '../http/access.js';
import { HealthReport } from './health.js';

/** For the machine that watches this machine. */
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthReport) private readonly report: HealthReport) {}

  /** The process runs. Open to anyone: it says nothing else. */
  @Get('live')
  @MayCall('anyone')
  live(): { alive: true } {
    return { alive: true };
  }

  /** 200 when everything needed works, 503 otherwise. Open to anyone: names of parts, no counts, no ids. */
  @Get('ready')
  @MayCall('anyone')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const health = await this.report.run();
    await reply.status(health.ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).send(health);
  }
}
