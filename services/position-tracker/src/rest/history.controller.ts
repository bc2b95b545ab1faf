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
import { positionForm, trackForm, type HistoryFix, type HistoryForm } from '../fixes/histories.ts';
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
  @ApiOperation({
    summary: 'Where one vehicle was, newest first',
    description:
      '`fields=battery,fuel` (`all`, or names of what a report may carry) adds what the device said with each fix.',
  })
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
    const form = this.#formOf(name, query);
    const departure = departureOf(response);
    const pages =
      query.simplify === undefined
        ? this.#stream(name, query, form, departure)
        : this.#simplified(name, { ...query, simplify: query.simplify }, form, departure);
    if (query.form) response.setHeader(answerFormHeader, query.form);
    await sendPieces(writeHistory(pages, form), response);
  }

  #formOf(name: string, { form, fields, simplify }: TrackerHistoryQuery): HistoryForm {
    // A history that is simplified is in memory as a whole.
    if (simplify !== undefined && fields?.includes('attributes') === true) {
      const detail = 'fields: attributes of a simplified history asked for, expected other fields';
      throw new FleetmanError('query-invalid', detail);
    }
    return form === 'track' ? trackForm(fields) : positionForm(name, this.zone.suffix, fields);
  }

  /** A client that is slow holds one page and no place in the line. */
  #stream(
    name: string,
    range: TrackerHistoryQuery,
    { order, detail }: HistoryForm,
    departure: AbortSignal,
  ): AsyncIterable<readonly HistoryFix[]> {
    const question = { vehicle: name, range, order, detail };
    const pages = readHistory(this.store, question, judgeOptions(this.clock));
    return readAhead(this.#turnstile.each(pages, departure));
  }

  async *#simplified(
    name: string,
    range: TrackerHistoryQuery & { readonly simplify: number },
    { order, detail }: HistoryForm,
    departure: AbortSignal,
  ): AsyncGenerator<readonly HistoryFix[]> {
    const question = { vehicle: name, range, order: -1, detail } as const;
    const simplified = await this.#turnstile.run(async () => {
      const pages = readHistory(this.store, question, judgeOptions(this.clock));
      const newestFirst = (await allOf(pages)).flat();
      return simplifyHistory(newestFirst.toReversed(), range.simplify);
    }, departure);
    yield order > 0 ? simplified : simplified.toReversed();
  }
}
