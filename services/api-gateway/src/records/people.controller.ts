import { problem } from '@fleetman/contract';
import {
  apiToken,
  auditEntry,
  auditQuery,
  issuedToken,
  newToken,
  oneTimeLink,
  person,
  personChange,
  type AuditQuery,
} from '@fleetman/contract/registry';
import { Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { TakesJson } from '../rest/takes-json.ts';
import { WhatIsAsked, type Asked } from './asked.ts';
import { RegistryDesk } from './registry-desk.ts';

/** Who may log in, which programs may ask, and who did what. */
@ApiTags('people')
@ApiForbiddenResponse({ description: 'Only for admins', standardSchema: problem })
@Controller()
export class PeopleController {
  constructor(private readonly desk: RegistryDesk) {}

  @Get('people')
  @ApiOperation({ summary: 'Who may log in' })
  @ApiOkResponse({ standardSchema: person, isArray: true })
  people(@WhatIsAsked() asked: Asked) {
    return this.desk.pass({ ...asked, path: 'people' });
  }

  @Put('people/:login')
  @ApiOperation({ summary: 'Add a person, or change one' })
  @TakesJson(personChange)
  @ApiOkResponse({ standardSchema: person })
  @ApiConflictResponse({ description: 'The last admin', standardSchema: problem })
  put(@Param('login') login: string, @WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.pass({ ...asked, ...personPath(login) });
  }

  @Delete('people/:login')
  @ApiOperation({ summary: 'Remove a person, whose sessions end' })
  @ApiNoContentResponse({ description: 'Removed' })
  @ApiConflictResponse({ description: 'The last admin', standardSchema: problem })
  remove(@Param('login') login: string, @WhatIsAsked() asked: Asked): Promise<void> {
    return this.desk.pass({ ...asked, ...personPath(login) });
  }

  @Post('people/:login/link')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a link by which a person sets a password once' })
  @ApiOkResponse({ standardSchema: oneTimeLink })
  link(@Param('login') login: string, @WhatIsAsked() asked: Asked): Promise<void> {
    const path = `${personPath(login).path}/link`;
    return this.desk.pass({ ...asked, path });
  }

  @Get('tokens')
  @ApiOperation({ summary: 'The programs that may ask' })
  @ApiOkResponse({ standardSchema: apiToken, isArray: true })
  tokens(@WhatIsAsked() asked: Asked) {
    return this.desk.pass({ ...asked, path: 'tokens' });
  }

  @Post('tokens')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a token for a program; it is shown once' })
  @TakesJson(newToken)
  @ApiOkResponse({ standardSchema: issuedToken })
  makeToken(@WhatIsAsked() asked: Asked) {
    return this.desk.pass({ ...asked, path: 'tokens', changes: ['tokens'] });
  }

  @Delete('tokens/:id')
  @ApiOperation({ summary: 'Take a token back' })
  @ApiNoContentResponse({ description: 'It lets nobody in any more' })
  revoke(@Param('id') id: string, @WhatIsAsked() asked: Asked): Promise<void> {
    const path = `tokens/${encodeURIComponent(id)}`;
    return this.desk.pass({ ...asked, path, changes: ['tokens'] });
  }

  @Get('audit')
  @ApiOperation({ summary: 'Who changed what, and who looked at whose history' })
  @ApiOkResponse({ standardSchema: auditEntry, isArray: true })
  audit(
    @Query({ schema: auditQuery }) { limit, before, by, vehicle }: AuditQuery,
    @WhatIsAsked() asked: Asked,
  ): Promise<void> {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(before !== undefined && { before }),
      ...(by !== undefined && { by }),
      ...(vehicle !== undefined && { vehicle }),
    });
    return this.desk.pass({ ...asked, path: `audit?${query.toString()}` });
  }
}

function personPath(login: string) {
  return { path: `people/${encodeURIComponent(login)}`, changes: ['people'] } as const;
}
