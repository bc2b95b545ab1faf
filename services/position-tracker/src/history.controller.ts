import {
  historyPosition,
  historyQuery,
  problem,
  type HistoryPosition,
  type HistoryQuery,
} from '@fleetman/contract';
import { FleetmanError } from '@fleetman/service-kit';
import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import { simplifyTrack } from './past/simplify-track.ts';
import { historyOf } from './positions.ts';
import { PositionStore } from './store/position-store.ts';
import { Turnstile } from './turnstile.ts';

/** The longest history takes some 40 MB while it is read; this many together at most. */
const readingsAtOnce = 4;

@Controller('history')
export class HistoryController {
  readonly #turnstile = new Turnstile(readingsAtOnce);

  constructor(private readonly store: PositionStore) {}

  @Get(':name')
  @ApiOperation({ summary: 'Where one vehicle was, newest first' })
  @ApiOkResponse({ standardSchema: historyPosition, isArray: true })
  @ApiBadRequestResponse({ standardSchema: problem })
  @ApiNotFoundResponse({ standardSchema: problem })
  async read(
    @Param('name') name: string,
    @Query({ schema: historyQuery }) range: HistoryQuery,
  ): Promise<HistoryPosition[]> {
    return this.#turnstile.run(async () => {
      const [history, [vehicle]] = await Promise.all([
        this.store.history(name, range),
        this.store.latest({ names: [name] }),
      ]);
      if (!vehicle) throw new FleetmanError('vehicle-unknown', `no vehicle is called "${name}"`);
      const { simplify } = range;
      if (simplify === undefined) return historyOf(name, history);
      return historyOf(name, history, simplifyTrack(history.fixes, simplify));
    });
  }
}
