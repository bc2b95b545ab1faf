import {
  problem,
  vehiclePosition,
  vehiclesQuery,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { FleetmanError } from '@fleetman/service-kit';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { FleetWriter } from './fleet-writer.ts';
import { NextAnswer } from './next-answer.ts';
import { positionOf } from './positions.ts';
import { PositionStore } from './store/position-store.ts';

@Controller('vehicles')
export class VehiclesController {
  readonly #writer = new FleetWriter();
  /** Ten thousand vehicles are a megabyte: read and written once for all who ask at a time. */
  readonly #fleet = new NextAnswer(async () => this.#writer.write(await this.store.latest()));

  constructor(private readonly store: PositionStore) {}

  @Get()
  @ApiOperation({ summary: 'Where every vehicle is, sorted by name' })
  @ApiOkResponse({ standardSchema: vehiclePosition, isArray: true })
  @ApiBadRequestResponse({ standardSchema: problem })
  @Header('Content-Type', 'application/json; charset=utf-8')
  async list(@Query({ schema: vehiclesQuery }) { since }: VehiclesQuery): Promise<string> {
    if (!since) return this.#fleet.get();
    return new FleetWriter().write(await this.store.latest({ since }));
  }

  @Get(':name')
  @ApiOperation({ summary: 'Where one vehicle is' })
  @ApiOkResponse({ standardSchema: vehiclePosition })
  @ApiNotFoundResponse({ standardSchema: problem })
  async one(@Param('name') name: string): Promise<VehiclePosition> {
    const [vehicle] = await this.store.latest({ names: [name] });
    if (!vehicle) throw new FleetmanError('vehicle-unknown', `no vehicle is called "${name}"`);
    return positionOf(vehicle);
  }
}
