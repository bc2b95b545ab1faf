import {
  apiToken,
  auditEntry,
  auditQuery,
  issuedShare,
  issuedToken,
  newShare,
  newToken,
  share,
  type ApiToken,
  type AuditEntry,
  type AuditQuery,
  type IssuedShare,
  type IssuedToken,
  type NewShare,
  type NewToken,
  type Share,
} from '@fleetman/contract/registry';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ShareKeeper } from '../access/share-keeper.ts';
import { TokenKeeper } from '../access/token-keeper.ts';
import { AuditTrail } from '../audit/audit-trail.ts';
import { ActingPerson } from './acting-person.ts';

/** Who sees something without a login, and who did what. */
@ApiTags('access')
@Controller()
export class AccessController {
  constructor(
    private readonly keptShares: ShareKeeper,
    private readonly keptTokens: TokenKeeper,
    private readonly audit: AuditTrail,
  ) {}

  @Get('shares')
  @ApiOkResponse({ standardSchema: share, isArray: true })
  shares(): Promise<Share[]> {
    return this.keptShares.list();
  }

  @Get('shares/:id')
  @ApiOkResponse({ standardSchema: share })
  share(@Param('id') id: string): Promise<Share> {
    return this.keptShares.find(id);
  }

  @Post('shares')
  @ApiOkResponse({ standardSchema: issuedShare })
  issueShare(
    @Body({ schema: newShare }) wish: NewShare,
    @ActingPerson() by: string,
  ): Promise<IssuedShare> {
    return this.keptShares.issue(wish, by);
  }

  @Delete('shares/:id')
  @HttpCode(204)
  endShare(@Param('id') id: string, @ActingPerson() by: string): Promise<void> {
    return this.keptShares.end(id, by);
  }

  @Get('tokens')
  @ApiOkResponse({ standardSchema: apiToken, isArray: true })
  tokens(): Promise<ApiToken[]> {
    return this.keptTokens.list();
  }

  @Post('tokens')
  @ApiOkResponse({ standardSchema: issuedToken })
  issueToken(
    @Body({ schema: newToken }) wish: NewToken,
    @ActingPerson() by: string,
  ): Promise<IssuedToken> {
    return this.keptTokens.issue(wish, by);
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  revokeToken(@Param('id') id: string, @ActingPerson() by: string): Promise<void> {
    return this.keptTokens.revoke(id, by);
  }

  @Get('audit')
  @ApiOkResponse({ standardSchema: auditEntry, isArray: true })
  entries(@Query({ schema: auditQuery }) query: AuditQuery): Promise<AuditEntry[]> {
    return this.audit.list(query);
  }
}
