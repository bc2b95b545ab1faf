import {
  problem,
  vehiclePosition,
  vehiclesQuery,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { FleetmanError } from '@fleetman/service-kit';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import * as z from 'zod';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { isSince } from '../tracker/tracker-answers.ts';
import { TrackerClient } from '../tracker/tracker-client.ts';

/** On an answer from memory: how many seconds ago the gateway last heard of the fleet. */
export const staleHeader = 'Fleetman-Stale';

const headers = {
  [staleHeader]: {
    description: 'Only while the tracker is away: seconds since the fleet was last heard of',
    schema: { type: 'integer' as const },
  },
};

/** Where the vehicles are: as the tracker says or, while it is away, as last heard. */
@ApiTags('vehicles')
@ApiServiceUnavailableResponse({
  description: 'The tracker is away and nothing is known',
  standardSchema: problem,
})
@Controller('vehicles')
export class VehiclesController {
  constructor(
    private readonly tracker: TrackerClient,
    private readonly fleet: FleetSnapshot,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The newest fix of every vehicle, sorted by name' })
  @ApiOkResponse({ standardSchema: z.array(vehiclePosition), headers })
  list(
    @Query({ schema: vehiclesQuery }) query: VehiclesQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<readonly VehiclePosition[]> {
    return this.#orFromMemory(response, this.tracker.vehicles(query), () =>
      this.fleet.all().filter(isSince(query.since)),
    );
  }

  @Get(':name')
  @ApiOperation({ summary: 'The newest fix of one vehicle' })
  @ApiOkResponse({ standardSchema: vehiclePosition, headers })
  @ApiNotFoundResponse({ description: 'No such vehicle', standardSchema: problem })
  one(
    @Param('name') name: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<VehiclePosition> {
    return this.#orFromMemory(response, this.tracker.vehicle(name), () => this.fleet.get(name));
  }

  async #orFromMemory<T>(
    response: Response,
    answer: Promise<T>,
    remember: () => T | undefined,
  ): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const isAway = error instanceof FleetmanError && error.code === 'tracker-unavailable';
      const { ageSeconds } = this.fleet;
      const remembered = isAway && ageSeconds !== undefined ? remember() : undefined;
      if (remembered === undefined) throw error;
      response.setHeader(staleHeader, String(ageSeconds));
      return remembered;
    }
  }
}
