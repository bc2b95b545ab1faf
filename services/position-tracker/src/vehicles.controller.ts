import {
  problem,
  vehiclePosition,
  vehiclesQuery,
  type VehiclePosition,
  type VehiclesQuery,
} from '@fleetman/contract';
import { FleetmanError } from '@fleetman/service-kit';
import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { positionOf } from './positions.ts';
import { PositionStore } from './store/position-store.ts';

@Controller('vehicles')
export class VehiclesController {
  constructor(private readonly store: PositionStore) {}

  @Get()
  @ApiOperation({ summary: 'Where every vehicle is, sorted by name' })
  @ApiOkResponse({ standardSchema: vehiclePosition, isArray: true })
  @ApiBadRequestResponse({ standardSchema: problem })
  async list(
    @Query({ schema: vehiclesQuery }) { since }: VehiclesQuery,
  ): Promise<VehiclePosition[]> {
    const vehicles = await this.store.latest({ since });
    return vehicles.map(positionOf).sort((one, other) => (one.name < other.name ? -1 : 1));
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
