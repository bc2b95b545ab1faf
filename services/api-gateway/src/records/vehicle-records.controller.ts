import { problem } from '@fleetman/contract';
import {
  deviceRecord,
  issuedKey,
  keyInfo,
  listening,
  newKey,
  vehicleChange,
  vehicleRecord,
} from '@fleetman/contract/registry';
import { Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { TakesJson } from '../rest/takes-json.ts';
import { Sights } from '../visibility/sights.ts';
import { WhatIsAsked, type Asked } from './asked.ts';
import { RegistryDesk } from './registry-desk.ts';

/** One vehicle's record, its keys and devices, and whether they report. */
@ApiTags('registry')
@ApiNotFoundResponse({ description: 'No such vehicle, or no registry', standardSchema: problem })
@ApiForbiddenResponse({ description: 'Not for this role', standardSchema: problem })
@Controller('vehicles/:id')
export class VehicleRecordsController {
  constructor(
    private readonly desk: RegistryDesk,
    private readonly sights: Sights,
  ) {}

  @Put()
  @ApiOperation({ summary: 'Make a record, or change it' })
  @TakesJson(vehicleChange)
  @ApiOkResponse({ standardSchema: vehicleRecord })
  put(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.putVehicle(id, { ...asked, path: pathOf(id) });
  }

  @Delete()
  @ApiOperation({ summary: 'Forget a vehicle whole: history, record, keys, devices and shares' })
  @ApiNoContentResponse({ description: 'Nothing is left but the audit trail' })
  forget(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    const { tracker } = this.sights.of(asked.access.visibility);
    return this.desk.forget(id, tracker, { ...asked, path: pathOf(id) });
  }

  @Get('keys')
  @ApiOperation({ summary: 'The keys of a vehicle' })
  @ApiOkResponse({ standardSchema: keyInfo, isArray: true })
  keys(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.passOf(id, { ...asked, path: pathOf(id, 'keys') });
  }

  @Post('keys')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a key for a vehicle; it is shown once' })
  @TakesJson(newKey)
  @ApiOkResponse({ standardSchema: issuedKey })
  makeKey(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.passOf(id, { ...asked, path: pathOf(id, 'keys') });
  }

  @Delete('keys/:key')
  @ApiOperation({ summary: 'Take a key back' })
  @ApiNoContentResponse({ description: 'It lets nobody in any more' })
  revokeKey(
    @Param('id') id: string,
    @Param('key') key: string,
    @WhatIsAsked() asked: Asked,
  ): Promise<void> {
    return this.desk.passOf(id, { ...asked, path: pathOf(id, 'keys', key) });
  }

  @Get('devices')
  @ApiOperation({ summary: 'The devices of a vehicle' })
  @ApiOkResponse({ standardSchema: deviceRecord, isArray: true })
  devices(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.passOf(id, { ...asked, path: pathOf(id, 'devices') });
  }

  @Put('devices/:device')
  @ApiOperation({ summary: 'Put a device into a vehicle' })
  @ApiNoContentResponse({ description: 'Its reports are of this vehicle' })
  addDevice(
    @Param('id') id: string,
    @Param('device') device: string,
    @WhatIsAsked() asked: Asked,
  ): Promise<void> {
    const path = pathOf(id, 'devices', device);
    return this.desk.passOf(id, { ...asked, path });
  }

  @Delete('devices/:device')
  @ApiOperation({ summary: 'Take a device out of a vehicle' })
  @ApiNoContentResponse({ description: 'Its reports are of no vehicle' })
  removeDevice(
    @Param('id') id: string,
    @Param('device') device: string,
    @WhatIsAsked() asked: Asked,
  ): Promise<void> {
    const path = pathOf(id, 'devices', device);
    return this.desk.passOf(id, { ...asked, path });
  }

  @Get('listening')
  @ApiOperation({ summary: 'What came of a vehicle’s devices since a time, and what went wrong' })
  @ApiOkResponse({ standardSchema: listening })
  listening(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    const path = pathOf(id, 'listening') + queryOf(asked.request.originalUrl);
    return this.desk.passOf(id, { ...asked, path });
  }
}

function pathOf(id: string, ...rest: readonly string[]): string {
  return ['vehicles', id, ...rest].map(encodeURIComponent).join('/');
}

function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
