import {
  answerFormHeader,
  forgetQuery,
  forgottenAnswer,
  problem,
  vehicleDetails,
  vehiclePosition,
  vehiclesQuery,
  type ForgetQuery,
  type VehiclesQuery,
} from '@fleetman/contract';
import { bodyOf, FleetmanError, sendBody, SharedBody } from '@fleetman/service-kit';
import { Controller, Delete, Get, Inject, Param, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { AttributeFinder } from './attribute-finder.ts';
import { FleetList } from './fleet-list.ts';
import { FleetWriter } from './fleet-writer.ts';
import { judgeOptions, MotionClock } from '../fixes/motion-clock.ts';
import { PositionStore } from '../store/position-store.ts';
import { TimeZone } from './time-zone.ts';

@Controller('vehicles')
export class VehiclesController {
  readonly #fleet: FleetList;
  readonly #attributes: AttributeFinder;

  constructor(
    private readonly store: PositionStore,
    @Inject(MotionClock) private readonly clock: MotionClock,
    @Inject(TimeZone) private readonly zone: TimeZone,
  ) {
    this.#fleet = new FleetList({ store, clock, zone: zone.suffix });
    this.#attributes = new AttributeFinder(store);
  }

  @Get()
  @ApiOperation({ summary: 'Where every vehicle is, sorted by name' })
  @ApiOkResponse({ standardSchema: vehiclePosition, isArray: true })
  @ApiBadRequestResponse({ standardSchema: problem })
  async list(
    @Query({ schema: vehiclesQuery }) { since }: VehiclesQuery,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const body = since ? await this.#since(since) : await this.#fleet.get();
    // The Java system's form needs no name: its gateway reads it in any case.
    if (!since && this.zone.suffix === 'Z') response.setHeader(answerFormHeader, 'vehicles');
    await sendBody(body, response);
  }

  @Get(':name')
  @ApiOperation({ summary: 'Where one vehicle is, and what its device said with that fix' })
  @ApiOkResponse({ standardSchema: vehicleDetails })
  @ApiNotFoundResponse({ standardSchema: problem })
  async one(@Param('name') name: string, @Res() response: ServerResponse): Promise<void> {
    const vehicle = await this.store.find(name);
    if (!vehicle) throw new FleetmanError('vehicle-unknown', `no vehicle is called "${name}"`);
    const { json, time } = this.#fleet.writeOne(vehicle);
    if (!time) {
      throw new FleetmanError('vehicle-unknown', `"${name}" has reported no place so far`);
    }
    const attributes = await this.#attributes.find(name, time);
    const more = attributes === undefined ? '' : `,"attributes":${attributes}`;
    await sendBody(new SharedBody(bodyOf(`${json.slice(0, -1)}${more}}`)), response);
  }

  @Delete(':name')
  @ApiOperation({
    summary: 'Forget a vehicle, or its fixes from one time until another',
    description: 'For the gateway alone, which knows who may. Can be repeated.',
  })
  @ApiOkResponse({ standardSchema: forgottenAnswer })
  @ApiBadRequestResponse({ standardSchema: problem })
  async forget(
    @Param('name') name: string,
    @Query({ schema: forgetQuery }) part: ForgetQuery,
  ): Promise<{ fixes: number }> {
    this.#attributes.forget(name);
    return { fixes: await this.store.forget(name, part) };
  }

  async #since(since: Date): Promise<SharedBody> {
    const writer = new FleetWriter(this.zone.suffix);
    writer.update(await this.store.latest({ since }), judgeOptions(this.clock));
    return new SharedBody(bodyOf(writer.write()));
  }
}
