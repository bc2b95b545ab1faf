import { problem } from '@fleetman/contract';
import { issuedShare, newShare, share } from '@fleetman/contract/registry';
import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { TakesJson } from '../rest/takes-json.ts';
import { WhatIsAsked, type Asked } from './asked.ts';
import { RegistryDesk } from './registry-desk.ts';

/** Links that show one vehicle for a while without a login. */
@ApiTags('shares')
@ApiNotFoundResponse({ description: 'No such vehicle, or no login', standardSchema: problem })
@Controller('shares')
export class SharesController {
  constructor(private readonly desk: RegistryDesk) {}

  @Get()
  @ApiOperation({ summary: 'The shares of the vehicles that one sees' })
  @ApiOkResponse({ standardSchema: share, isArray: true })
  list(@WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.shares({ ...asked, path: 'shares' });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Share a vehicle; the token of the link is shown once' })
  @TakesJson(newShare)
  @ApiOkResponse({ standardSchema: issuedShare })
  make(@WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.makeShare({ ...asked, path: 'shares' });
  }

  @Delete(':id')
  @ApiOperation({ summary: 'End a share' })
  @ApiNoContentResponse({ description: 'Its link shows nothing any more' })
  end(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    const path = `shares/${encodeURIComponent(id)}`;
    return this.desk.endShare(id, { ...asked, path });
  }
}
