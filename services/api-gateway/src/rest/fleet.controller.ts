import {
  fleetAt,
  fleetAtQuery,
  fleetExtent,
  fleetRange,
  fleetRangeQuery,
  problem,
  vehicleStop,
  type FleetAtQuery,
  type FleetExtent,
  type FleetRangeQuery,
} from '@fleetman/contract';
import { departureOf, sendBody } from '@fleetman/service-kit';
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
import * as z from 'zod';
import { StopList } from './stop-list.ts';
import type { PassedAnswer } from '../tracker/tracker-client.ts';
import { Seen } from '../visibility/request-visibility.ts';
import { Sights, type Sight } from '../visibility/sights.ts';
import { Visibility } from '../visibility/visibility.ts';

/** Where the whole fleet was. */
@ApiTags('fleet')
@ApiNotFoundResponse({ description: 'The tracker is another system’s', standardSchema: problem })
@ApiServiceUnavailableResponse({ description: 'The tracker is away', standardSchema: problem })
@Controller('fleet')
export class FleetController {
  readonly #stops = new WeakMap<Sight, StopList>();

  constructor(private readonly sights: Sights) {}

  @Get()
  @ApiOperation({ summary: 'Where every vehicle was at a time, sorted by name' })
  @ApiOkResponse({ standardSchema: fleetAt })
  @ApiBadRequestResponse({ standardSchema: problem })
  async at(
    @Query({ schema: fleetAtQuery }) query: FleetAtQuery,
    @Seen() seen: Visibility,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const { tracker } = this.sights.of(seen);
    pass(await tracker.fleetAt(query, departureOf(response)), response);
  }

  @Get('range')
  @ApiOperation({ summary: 'Where every vehicle was at several times, for playing' })
  @ApiOkResponse({ standardSchema: fleetRange })
  @ApiBadRequestResponse({ standardSchema: problem })
  async range(
    @Query({ schema: fleetRangeQuery }) query: FleetRangeQuery,
    @Seen() seen: Visibility,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const { tracker } = this.sights.of(seen);
    pass(await tracker.fleetRange(query, departureOf(response)), response);
  }

  @Get('extent')
  @ApiOperation({ summary: 'The times of the oldest and the newest fix' })
  @ApiOkResponse({ standardSchema: fleetExtent })
  @Header('Cache-Control', 'no-cache')
  extent(
    @Seen() seen: Visibility,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<FleetExtent> {
    return this.sights.of(seen).tracker.fleetExtent(departureOf(response));
  }

  @Get('stops')
  @ApiOperation({
    summary: 'Since when vehicles stand; those of which it is not known are left out, in no order',
  })
  @ApiOkResponse({ standardSchema: z.array(vehicleStop) })
  async stops(@Seen() seen: Visibility, @Res() response: ServerResponse): Promise<void> {
    await sendBody(await this.#listOf(this.sights.of(seen)).get(), response);
  }

  /** One for all who see the same. */
  #listOf(sight: Sight): StopList {
    const known = this.#stops.get(sight);
    if (known) return known;
    const list = new StopList(sight);
    this.#stops.set(sight, list);
    return list;
  }
}

function pass({ body, caching }: PassedAnswer, response: ServerResponse): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.setHeader('Cache-Control', caching);
  response.end(body);
}
