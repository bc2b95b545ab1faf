import {
  problem,
  vehiclePosition,
  vehiclesQuery,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { bodyOf, FleetmanError, sendBody, SharedBody } from '@fleetman/service-kit';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { FleetList } from './fleet-list.ts';
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
  readonly #list: FleetList;
  readonly #bodies = new WeakMap<VehiclePosition, SharedBody>();

  constructor(
    private readonly tracker: TrackerClient,
    private readonly fleet: FleetSnapshot,
  ) {
    this.#list = new FleetList(tracker, fleet);
  }

  @Get()
  @ApiOperation({ summary: 'The newest fix of every vehicle, sorted by name' })
  @ApiOkResponse({ standardSchema: z.array(vehiclePosition), headers })
  async list(
    @Query({ schema: vehiclesQuery }) { since }: VehiclesQuery,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const heard = since ? this.#since(since) : this.#list.heard();
    const body = await this.#orFromMemory(response, heard, () =>
      since ? toBody(this.fleet.all().filter(isSince(since))) : this.#list.remembered(),
    );
    await sendBody(body, response);
  }

  @Get(':name')
  @ApiOperation({ summary: 'The newest fix of one vehicle' })
  @ApiOkResponse({ standardSchema: vehiclePosition, headers })
  @ApiNotFoundResponse({ description: 'No such vehicle', standardSchema: problem })
  async one(@Param('name') name: string, @Res() response: ServerResponse): Promise<void> {
    const vehicle = await this.#orFromMemory(response, this.tracker.vehicle(name), () =>
      this.fleet.get(name),
    );
    await sendBody(this.#bodyOf(vehicle), response);
  }

  /** Written once for all who are answered with it. */
  #bodyOf(vehicle: VehiclePosition): SharedBody {
    const known = this.#bodies.get(vehicle);
    if (known) return known;
    const body = toBody(vehicle);
    this.#bodies.set(vehicle, body);
    return body;
  }

  async #since(since: Date): Promise<SharedBody> {
    return toBody(await this.tracker.vehicles({ since }));
  }

  async #orFromMemory<T>(
    response: ServerResponse,
    answer: Promise<T>,
    remember: () => T | Promise<T> | undefined,
  ): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const isAway = error instanceof FleetmanError && error.code === 'tracker-unavailable';
      const { ageSeconds } = this.fleet;
      const remembered = isAway && ageSeconds !== undefined ? await remember() : undefined;
      if (remembered === undefined) throw error;
      response.setHeader(staleHeader, String(ageSeconds));
      return remembered;
    }
  }
}

function toBody(value: VehiclePosition | readonly VehiclePosition[]): SharedBody {
  return new SharedBody(bodyOf(JSON.stringify(value)));
}
