import { Controller, Get, Inject } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { MayCall, routesOf } from './access.js';
import { openApiOf } from './open-api.js';

@Controller()
export class OpenApiController {
  constructor(@Inject(DiscoveryService) private readonly discovery: DiscoveryService) {}

  /** Open to anyone: it describes the program, which is public, and nothing of this installation. */
  @Get('/api/v1/openapi.json')
  @MayCall('anyone')
  read(): object {
    return openApiOf(routesOf(this.discovery));
  }
}
