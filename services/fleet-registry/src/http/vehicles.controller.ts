import {
  issuedKey,
  keyInfo,
  listening,
  listeningQuery,
  newKey,
  vehicleChange,
  vehicleRecord,
  deviceRecord,
  deviceName,
  type Device,
  type IssuedKey,
  type KeyInfo,
  type Listening,
  type ListeningQuery,
  type NewKey,
  type Vehicle,
  type VehicleChange,
} from '@fleetman/contract/registry';
import { problem, vehicleName } from '@fleetman/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeviceKeeper } from '../devices/device-keeper.ts';
import { KeyKeeper } from '../devices/key-keeper.ts';
import { SignBoard } from '../devices/sign-board.ts';
import { FleetKeeper } from '../fleet/fleet-keeper.ts';
import { ActingPerson } from './acting-person.ts';

/** One vehicle: its record, its keys and devices, and whether they report. */
@ApiTags('vehicles')
@ApiNotFoundResponse({ standardSchema: problem })
@Controller('vehicles/:id')
export class VehiclesController {
  constructor(
    private readonly fleet: FleetKeeper,
    private readonly keyring: KeyKeeper,
    private readonly holdings: DeviceKeeper,
    private readonly signs: SignBoard,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: vehicleRecord })
  find(@Param('id') id: string): Promise<Vehicle> {
    return this.fleet.find(id);
  }

  @Put()
  @ApiOkResponse({ standardSchema: vehicleRecord })
  put(
    @Param('id', { schema: vehicleName }) id: string,
    @Body({ schema: vehicleChange }) change: VehicleChange,
    @ActingPerson() by: string,
  ): Promise<Vehicle> {
    return this.fleet.put(id, change, by);
  }

  @Delete()
  @HttpCode(204)
  async forget(@Param('id') id: string, @ActingPerson() by: string): Promise<void> {
    await this.fleet.forget(id, by);
    this.signs.forget(id);
  }

  @Get('keys')
  @ApiOkResponse({ standardSchema: keyInfo, isArray: true })
  async keys(@Param('id') id: string): Promise<KeyInfo[]> {
    await this.fleet.find(id);
    return this.keyring.list(id);
  }

  @Post('keys')
  @ApiOkResponse({ standardSchema: issuedKey })
  issue(
    @Param('id') vehicle: string,
    @Body({ schema: newKey }) { label }: NewKey,
    @ActingPerson() by: string,
  ): Promise<IssuedKey> {
    return this.keyring.issue({ vehicle, label, by });
  }

  @Delete('keys/:key')
  @HttpCode(204)
  revoke(
    @Param('id') vehicle: string,
    @Param('key') key: string,
    @ActingPerson() by: string,
  ): Promise<void> {
    return this.keyring.revoke(key, vehicle, by);
  }

  @Get('devices')
  @ApiOkResponse({ standardSchema: deviceRecord, isArray: true })
  async devices(@Param('id') id: string): Promise<Device[]> {
    await this.fleet.find(id);
    return this.holdings.list(id);
  }

  @Put('devices/:device')
  @HttpCode(204)
  async addDevice(
    @Param('id') vehicle: string,
    @Param('device', { schema: deviceName }) id: string,
    @ActingPerson() by: string,
  ): Promise<void> {
    await this.holdings.put({ id, vehicle }, by);
    this.signs.admit(id);
  }

  @Delete('devices/:device')
  @HttpCode(204)
  removeDevice(
    @Param('id') vehicle: string,
    @Param('device') id: string,
    @ActingPerson() by: string,
  ): Promise<void> {
    return this.holdings.remove({ id, vehicle }, by);
  }

  @Get('listening')
  @ApiOkResponse({ standardSchema: listening })
  async listening(
    @Param('id') id: string,
    @Query({ schema: listeningQuery }) { since }: ListeningQuery,
  ): Promise<Listening> {
    await this.fleet.find(id);
    return this.signs.listening(id, since);
  }
}
