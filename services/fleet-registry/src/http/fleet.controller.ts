import {
  issuedKey,
  keyInfo,
  knock,
  newKey,
  vehicleGroup,
  vehicleImport,
  vehicleRecord,
  type IssuedKey,
  type KeyInfo,
  type Knock,
  type NewKey,
  type Vehicle,
  type VehicleGroup,
  type VehicleImport,
} from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { KeyKeeper } from '../devices/key-keeper.ts';
import { SignBoard } from '../devices/sign-board.ts';
import { importVehicles } from '../fleet/csv/import-vehicles.ts';
import { FleetKeeper } from '../fleet/fleet-keeper.ts';
import { ActingPerson } from './acting-person.ts';

/** The fleet as a whole: all records, import, groups, bridges, and who knocks. */
@ApiTags('fleet')
@Controller()
export class RegisteredFleetController {
  constructor(
    private readonly fleet: FleetKeeper,
    private readonly keyring: KeyKeeper,
    private readonly signs: SignBoard,
  ) {}

  @Get('registry/vehicles')
  @ApiOkResponse({ standardSchema: vehicleRecord, isArray: true })
  list(): Promise<Vehicle[]> {
    return this.fleet.list();
  }

  @Post('registry/vehicles/import')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiOkResponse({ standardSchema: vehicleImport })
  import(@Body() text: unknown, @ActingPerson() by: string): Promise<VehicleImport> {
    if (typeof text === 'string') return importVehicles(text, by, this.fleet);
    const detail = 'no CSV given, expected a body of the type text/csv';
    throw new FleetmanError('query-invalid', detail);
  }

  @Get('registry/knocks')
  @ApiOkResponse({ standardSchema: knock, isArray: true })
  knocks(): readonly Knock[] {
    return this.signs.knocks;
  }

  @Get('registry/bridges')
  @ApiOkResponse({ standardSchema: keyInfo, isArray: true })
  bridges(): Promise<KeyInfo[]> {
    return this.keyring.list();
  }

  @Post('registry/bridges')
  @ApiOkResponse({ standardSchema: issuedKey })
  issue(
    @Body({ schema: newKey }) { label }: NewKey,
    @ActingPerson() by: string,
  ): Promise<IssuedKey> {
    return this.keyring.issue({ label, by });
  }

  @Delete('registry/bridges/:key')
  @HttpCode(204)
  revoke(@Param('key') key: string, @ActingPerson() by: string): Promise<void> {
    return this.keyring.revoke(key, undefined, by);
  }

  @Get('groups')
  @ApiOkResponse({ standardSchema: vehicleGroup, isArray: true })
  groups(): Promise<VehicleGroup[]> {
    return this.fleet.groups();
  }
}
