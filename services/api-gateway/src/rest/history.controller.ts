import {
  defaultHistoryLimit,
  openHistoryQuery,
  problem,
  trackPoint,
  type OpenHistoryQuery,
} from '@fleetman/contract';
import { departureOf, sendPieces } from '@fleetman/service-kit';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import * as z from 'zod';
import { HistoryNotes } from '../records/history-notes.ts';
import { Asking, type Access } from '../session/access.ts';
import { Sights } from '../visibility/sights.ts';

/** What is answered to those who do not say how much they want. */
export abstract class HistoryPolicy {
  /** The whole history, as the Java gateway does; else the newest {@link defaultHistoryLimit} fixes. */
  abstract readonly isWhole: boolean;
}

/** Where a vehicle was. */
@ApiTags('history')
@Controller('history')
export class HistoryController {
  constructor(
    private readonly sights: Sights,
    @Inject(HistoryPolicy) private readonly policy: HistoryPolicy,
    private readonly notes: HistoryNotes,
  ) {}

  @Get(':name')
  @ApiOperation({
    summary: 'The track of one vehicle, oldest fix first',
    description:
      '`fields=battery,fuel` (`all`, or names of what a report may carry) adds what the device said with each fix.',
  })
  @ApiOkResponse({ standardSchema: z.array(trackPoint) })
  @ApiNotFoundResponse({ description: 'No such vehicle', standardSchema: problem })
  @ApiServiceUnavailableResponse({ description: 'The tracker is away', standardSchema: problem })
  async track(
    @Param('name') name: string,
    @Query({ schema: openHistoryQuery }) query: OpenHistoryQuery,
    @Asking() asking: Access,
    @Res() response: Response,
  ): Promise<void> {
    const isWhole = this.policy.isWhole && query.simplify === undefined;
    const limit = query.limit ?? (isWhole ? Infinity : defaultHistoryLimit);
    const { tracker } = this.sights.of(asking.visibility);
    const pieces = await tracker.track(name, { ...query, limit }, departureOf(response));
    this.notes.looked(asking, name);
    await sendPieces(pieces, response);
  }
}
