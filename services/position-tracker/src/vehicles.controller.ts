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
import { NextAnswer } from './next-answer.ts';
import { positionOf } from './positions.ts';
import { PositionStore } from './store/position-store.ts';

@Controller('vehicles')
export class VehiclesController {
  /** Ten thousand vehicles are a megabyte: worked out once for all who ask at the same time. */
  readonly #fleet = new NextAnswer(() => this.#read());

  constructor(private readonly store: PositionStore) {}

  @Get()
  @ApiOperation({ summary: 'Where every vehicle is, sorted by name' })
  @ApiOkResponse({ standardSchema: vehiclePosition, isArray: true })
  @ApiBadRequestResponse({ standardSchema: problem })
  @Header('Content-Type', 'application/json; charset=utf-8')
  async list(@Query({ schema: vehiclesQuery }) { since }: VehiclesQuery): Promise<string> {
    return since ? this.#read(since) : this.#fleet.get();
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

  async #read(since?: Date): Promise<string> {
    const vehicles = await this.store.latest({ since });
    const positions = vehicles.map(positionOf);
    return JSON.stringify(positions.sort((one, other) => (one.name < other.name ? -1 : 1)));
  }
}
