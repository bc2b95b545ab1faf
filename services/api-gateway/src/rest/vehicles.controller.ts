import {
  labelledDetails,
  labelledPosition,
  problem,
  vehiclesQuery,
  type VehicleDetails,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { bodyOf, FleetmanError, sendBody, SharedBody } from '@fleetman/service-kit';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { FleetList } from './fleet-list.ts';
import { VehicleLabels } from '../labels/vehicle-labels.ts';
import { isSince } from '../tracker/tracker-answers.ts';
import { Seen } from '../visibility/request-visibility.ts';
import { Sights, type Sight } from '../visibility/sights.ts';
import { Visibility } from '../visibility/visibility.ts';

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
  readonly #lists = new WeakMap<Sight, FleetList>();
  readonly #bodies = new WeakMap<VehicleDetails, LabelledBody>();

  constructor(
    private readonly sights: Sights,
    @Inject(VehicleLabels) private readonly labels: VehicleLabels,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The newest fix of every vehicle, sorted by name' })
  @ApiOkResponse({ standardSchema: z.array(labelledPosition), headers })
  async list(
    @Query({ schema: vehiclesQuery }) { since }: VehiclesQuery,
    @Seen() seen: Visibility,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const sight = this.sights.of(seen);
    const list = this.#listOf(sight);
    const heard = since ? this.#heardSince(since, sight) : list.heard();
    const body = await orFromMemory(heard, sight, response, () =>
      since ? this.#toBody(sight.fleet.all().filter(isSince(since))) : list.remembered(),
    );
    await sendBody(body, response);
  }

  @Get(':name')
  @ApiOperation({
    summary: 'The newest fix of one vehicle',
    description:
      'With what else its device said, `attributes`, which the list and the stream leave out.',
  })
  @ApiOkResponse({ standardSchema: labelledDetails, headers })
  @ApiNotFoundResponse({ description: 'No such vehicle', standardSchema: problem })
  async one(
    @Param('name') name: string,
    @Seen() seen: Visibility,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const sight = this.sights.of(seen);
    const vehicle = await orFromMemory<VehicleDetails>(
      sight.tracker.vehicle(name),
      sight,
      response,
      () => sight.fleet.get(name),
    );
    await sendBody(this.#bodyOf(vehicle), response);
  }

  /** Written once for all who are answered with it. */
  #bodyOf(vehicle: VehicleDetails): SharedBody {
    const { revision } = this.labels;
    const known = this.#bodies.get(vehicle);
    if (known?.revision === revision) return known.body;
    const body = new SharedBody(bodyOf(JSON.stringify(this.labels.labelled(vehicle))));
    this.#bodies.set(vehicle, { revision, body });
    return body;
  }

  #toBody(vehicles: readonly VehiclePosition[]): SharedBody {
    return new SharedBody(bodyOf(this.labels.addTo(JSON.stringify(vehicles))));
  }

  async #heardSince(since: Date, { tracker }: Sight): Promise<SharedBody> {
    return this.#toBody(await tracker.vehicles({ since }));
  }

  /** One for all who see the same. */
  #listOf(sight: Sight): FleetList {
    const known = this.#lists.get(sight);
    if (known) return known;
    const list = new FleetList(sight, this.labels);
    this.#lists.set(sight, list);
    return list;
  }
}

/** A vehicle's answer, with the label that it had at this revision of the labels. */
interface LabelledBody {
  readonly revision: number;
  readonly body: SharedBody;
}

async function orFromMemory<T>(
  answer: Promise<T>,
  { fleet }: Sight,
  response: ServerResponse,
  remember: () => T | Promise<T> | undefined,
): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const isAway = error instanceof FleetmanError && error.code === 'tracker-unavailable';
    const { ageSeconds } = fleet;
    const remembered = isAway && ageSeconds !== undefined ? await remember() : undefined;
    if (remembered === undefined) throw error;
    response.setHeader(staleHeader, String(ageSeconds));
    return remembered;
  }
}
