import {
  historyQuery,
  problem,
  trackPoint,
  type HistoryPosition,
  type HistoryQuery,
  type TrackPoint,
} from '@fleetman/contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import * as z from 'zod';
import { TrackerClient } from '../tracker/tracker-client.ts';

/** Where a vehicle was. */
@ApiTags('history')
@Controller('history')
export class HistoryController {
  constructor(private readonly tracker: TrackerClient) {}

  @Get(':name')
  @ApiOperation({ summary: 'The track of one vehicle, oldest fix first' })
  @ApiOkResponse({ standardSchema: z.array(trackPoint) })
  @ApiNotFoundResponse({ description: 'No such vehicle', standardSchema: problem })
  @ApiServiceUnavailableResponse({ description: 'The tracker is away', standardSchema: problem })
  async track(
    @Param('name') name: string,
    @Query({ schema: historyQuery }) query: HistoryQuery,
  ): Promise<readonly TrackPoint[]> {
    const fixes = await this.tracker.history(name, query);
    return fixes.toReversed().map(toTrackPoint);
  }
}

function toTrackPoint({ lat, longitude, timestamp, speed }: HistoryPosition): TrackPoint {
  return { lat, lng: longitude, timestamp, speed };
}
