import {
  fleetAt,
  fleetAtQuery,
  fleetExtent,
  fleetRange,
  fleetRangeQuery,
  problem,
  type FleetAtQuery,
  type FleetExtent,
  type FleetRangeQuery,
} from '@fleetman/contract';
import { departureOf } from '@fleetman/service-kit';
import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { TrackerClient, type PassedAnswer } from '../tracker/tracker-client.ts';

/** Where the whole fleet was. */
@ApiTags('fleet')
@ApiNotFoundResponse({ description: 'The tracker is another system’s', standardSchema: problem })
@ApiServiceUnavailableResponse({ description: 'The tracker is away', standardSchema: problem })
@Controller('fleet')
export class FleetController {
  constructor(private readonly tracker: TrackerClient) {}

  @Get()
  @ApiOperation({ summary: 'Where every vehicle was at a time, sorted by name' })
  @ApiOkResponse({ standardSchema: fleetAt })
  @ApiBadRequestResponse({ standardSchema: problem })
  async at(
    @Query({ schema: fleetAtQuery }) query: FleetAtQuery,
    @Res() response: ServerResponse,
  ): Promise<void> {
    pass(await this.tracker.fleetAt(query, departureOf(response)), response);
  }

  @Get('range')
  @ApiOperation({ summary: 'Where every vehicle was at several times, for playing' })
  @ApiOkResponse({ standardSchema: fleetRange })
  @ApiBadRequestResponse({ standardSchema: problem })
  async range(
    @Query({ schema: fleetRangeQuery }) query: FleetRangeQuery,
    @Res() response: ServerResponse,
  ): Promise<void> {
    pass(await this.tracker.fleetRange(query, departureOf(response)), response);
  }

  @Get('extent')
  @ApiOperation({ summary: 'The times of the oldest and the newest fix' })
  @ApiOkResponse({ standardSchema: fleetExtent })
  @Header('Cache-Control', 'no-cache')
  extent(@Res({ passthrough: true }) response: ServerResponse): Promise<FleetExtent> {
    return this.tracker.fleetExtent(departureOf(response));
  }
}

function pass({ body, caching }: PassedAnswer, response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.setHeader('Cache-Control', caching);
  response.end(body);
}
