import { problem } from '@fleetman/contract';
import {
  issuedKey,
  keyInfo,
  knock,
  maxImportedVehicles,
  newKey,
  vehicleChange,
  vehicleGroup,
  vehicleImport,
  vehicleRecord,
  type Vehicle,
  type VehicleGroup,
} from '@fleetman/contract/registry';
import { Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { TakesJson } from '../rest/takes-json.ts';
import { Asking, type Access } from '../session/access.ts';
import { WhatIsAsked, type Asked } from './asked.ts';
import { RegistryDesk } from './registry-desk.ts';

/** So many vehicles, a line each. */
const mostImportBytes = maxImportedVehicles * 400;

/** The records of the whole fleet, and who sends for it. */
@ApiTags('registry')
@ApiNotFoundResponse({ description: 'There is no registry here', standardSchema: problem })
@Controller()
export class FleetRecordsController {
  constructor(private readonly desk: RegistryDesk) {}

  @Get('registry/vehicles')
  @ApiOperation({ summary: 'The records of all vehicles that one sees' })
  @ApiOkResponse({ standardSchema: vehicleRecord, isArray: true })
  @Header('Cache-Control', 'no-store')
  vehicles(@Asking() access: Access): Promise<readonly Vehicle[]> {
    return this.desk.vehicles(access);
  }

  @Post('vehicles')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a record under a new id' })
  @TakesJson(vehicleChange)
  @ApiOkResponse({ standardSchema: vehicleRecord })
  @ApiForbiddenResponse({ description: 'A group of others', standardSchema: problem })
  add(@WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.addVehicle(asked);
  }

  @Get('groups')
  @ApiOperation({ summary: 'The groups of the vehicles that one sees' })
  @ApiOkResponse({ standardSchema: vehicleGroup, isArray: true })
  @Header('Cache-Control', 'no-store')
  async groups(@Asking() access: Access): Promise<readonly VehicleGroup[]> {
    const counts = new Map<string, number>();
    for (const { group } of await this.desk.vehicles(access)) {
      if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const groups = [...counts].map(([name, vehicles]) => ({ name, vehicles }));
    return groups.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  @Post('registry/vehicles/import')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make and change many records by a table' })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: vehicleImport })
  async import(@WhatIsAsked() asked: Asked): Promise<void> {
    const path = 'registry/vehicles/import';
    const question = { ...asked, path, mostBytes: mostImportBytes };
    await this.desk.pass({ ...question, changes: ['vehicles'] });
  }

  @Get('registry/knocks')
  @ApiOperation({ summary: 'Who sends and is not let in' })
  @ApiOkResponse({ standardSchema: knock, isArray: true })
  knocks(@WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.pass({ ...asked, path: 'registry/knocks' });
  }

  @Get('registry/bridges')
  @ApiOperation({ summary: 'The keys that report for many vehicles' })
  @ApiOkResponse({ standardSchema: keyInfo, isArray: true })
  bridges(@WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.pass({ ...asked, path: 'registry/bridges' });
  }

  @Post('registry/bridges')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a key that reports for many vehicles; it is shown once' })
  @TakesJson(newKey)
  @ApiOkResponse({ standardSchema: issuedKey })
  makeBridge(@WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.pass({ ...asked, path: 'registry/bridges' });
  }

  @Delete('registry/bridges/:key')
  @ApiOperation({ summary: 'Take such a key back' })
  @ApiNoContentResponse({ description: 'It lets nobody in any more' })
  revokeBridge(@Param('key') key: string, @WhatIsAsked() asked: Asked): Promise<void> {
    const path = `registry/bridges/${encodeURIComponent(key)}`;
    return this.desk.pass({ ...asked, path });
  }
}
