import {
  changesQuery,
  changesWaitMs,
  newAuditEntry,
  registryVersions,
  type ChangesQuery,
  type NewAuditEntry,
  type RegistryVersions,
} from '@fleetman/contract/registry';
import { departureOf } from '@fleetman/service-kit';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { RegistryWriter } from '../changes/registry-writer.ts';
import { VersionBoard } from '../changes/version-board.ts';
import { ActingPerson } from './acting-person.ts';

/** How other services learn what has changed, and note what was done in them. */
@ApiTags('internal')
@Controller('internal')
export class ChangesController {
  constructor(
    private readonly board: VersionBoard,
    private readonly writer: RegistryWriter,
  ) {}

  @Get('changes')
  @ApiOkResponse({ standardSchema: registryVersions })
  async changes(
    @Query({ schema: changesQuery }) known: ChangesQuery,
    @Res() response: Response,
  ): Promise<void> {
    const signal = departureOf(response);
    const versions: RegistryVersions = await this.board.next(known, {
      waitMs: changesWaitMs,
      signal,
    });
    response.json(versions);
  }

  /** Notes what was done elsewhere, like the reading of a history. */
  @Post('audit')
  @HttpCode(204)
  async note(
    @Body({ schema: newAuditEntry }) entry: NewAuditEntry,
    @ActingPerson() by: string,
  ): Promise<void> {
    await this.writer.commit([], { ...entry, by });
  }
}
