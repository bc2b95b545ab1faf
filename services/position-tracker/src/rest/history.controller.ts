import {
  answerFormHeader,
  historyPosition,
  problem,
  trackerHistoryQuery,
  type TrackerHistoryQuery,
} from '@fleetman/contract';
import { departureOf, FleetmanError, sendPieces } from '@fleetman/service-kit';
import { allOf, readAhead, Turnstile } from '@fleetman/toolkit';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { positionForm, trackForm, type HistoryFix } from '../fixes/histories.ts';
import { judgeOptions, MotionClock } from '../fixes/motion-clock.ts';
import { readHistory } from '../fixes/read-history.ts';
import { simplifyHistory } from '../past/simplify-history.ts';
import { PositionStore } from '../store/position-store.ts';
import { TimeZone } from './time-zone.ts';
import { writeHistory } from './write-history.ts';

/** A page that is read takes 1 MB, a history that is simplified some 40; this many together at most. */
const readingsAtOnce = 4;

@Controller('history')
export class HistoryController {
  readonly #turnstile = new Turnstile(readingsAtOnce);

  constructor(
    private readonly store: PositionStore,
    @Inject(MotionClock) private readonly clock: MotionClock,
    @Inject(TimeZone) private readonly zone: TimeZone,
  ) {}

  @Get(':name')
  @ApiOperation({ summary: 'Where one vehicle was, newest first' })
  @ApiOkResponse({ standardSchema: historyPosition, isArray: true })
  @ApiBadRequestResponse({ standardSchema: problem })
  @ApiNotFoundResponse({ standardSchema: problem })
  async read(
    @Param('name') name: string,
    @Query({ schema: trackerHistoryQuery }) query: TrackerHistoryQuery,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const vehicle = await this.store.find(name);
    if (!vehicle) throw new FleetmanError('vehicle-unknown', `no vehicle is called "${name}"`);
    const form = query.form === 'track' ? trackForm : positionForm(name, this.zone.suffix);
    const departure = departureOf(response);
    const pages =
      query.simplify === undefined
        ? this.#stream(name, query, form.order, departure)
        : this.#simplified(name, { ...query, simplify: query.simplify }, form.order, departure);
    if (query.form) response.setHeader(answerFormHeader, query.form);
    await sendPieces(writeHistory(pages, form), response);
  }

  /** A client that is slow holds one page and no place in the line. */
  #stream(
    name: string,
    range: TrackerHistoryQuery,
    order: 1 | -1,
    departure: AbortSignal,
  ): AsyncIterable<readonly HistoryFix[]> {
    const question = { vehicle: name, range, order };
    const pages = readHistory(this.store, question, judgeOptions(this.clock));
    return readAhead(this.#turnstile.each(pages, departure));
  }

  async *#simplified(
    name: string,
    range: TrackerHistoryQuery & { readonly simplify: number },
    order: 1 | -1,
    departure: AbortSignal,
  ): AsyncGenerator<readonly HistoryFix[]> {
    const question = { vehicle: name, range, order: -1 } as const;
    const simplified = await this.#turnstile.run(async () => {
      const pages = readHistory(this.store, question, judgeOptions(this.clock));
      const newestFirst = (await allOf(pages)).flat();
      return simplifyHistory(newestFirst.toReversed(), range.simplify);
    }, departure);
    yield order > 0 ? simplified : simplified.toReversed();
  }
}
