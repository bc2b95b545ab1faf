import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  fleetAt,
  fleetAtQuery,
  fleetExtent,
  fleetRange,
  fleetRangeQuery,
  problem,
  type FleetAtQuery,
  type FleetExtent,
  type FleetRangeQuery,
} from '@fleetman/contract';
import { departureOf, FleetmanError } from '@fleetman/service-kit';
import { SingleFlight, Turnstile } from '@fleetman/toolkit';
import { Controller, Get, Header, Inject, Query, Res } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { PositionStore } from '../store/position-store.ts';
import { MotionClock } from '../fixes/motion-clock.ts';
import { believedAt } from './believed-at.ts';
import { readFrames } from './read-frames.ts';
import { writeFleetAt, writeFleetRange } from './write-past.ts';

/** Ten thousand vehicles take some 20 MB while they are read and written; this many together. */
const fleetsAtOnce = 2;

/** A range takes some 50 MB. */
const rangesAtOnce = 1;

/** A reader that does not take a range within this time is given up: others wait for the place. */
const rangePatienceMs = 60_000;

/** Late reports come mostly within this time; what is older is kept by a browser for a minute. */
const settledAfterMs = 900_000;

const json = 'application/json; charset=utf-8';

/** The whole fleet at past times. */
@Controller('fleet')
export class FleetController {
  readonly #fleets = new SingleFlight<string>();
  readonly #fleetPlaces = new Turnstile(fleetsAtOnce);
  readonly #ranges = new Turnstile(rangesAtOnce);
  readonly #extents = new SingleFlight<FleetExtent>();

  constructor(
    private readonly store: PositionStore,
    @Inject(MotionClock) private readonly clock: MotionClock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Where every vehicle was at a time, sorted by name' })
  @ApiOkResponse({ standardSchema: fleetAt })
  @ApiBadRequestResponse({ standardSchema: problem })
  @Header('Content-Type', json)
  async at(
    @Query({ schema: fleetAtQuery }) { at }: FleetAtQuery,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<string> {
    this.#refuseFuture('at', at);
    response.setHeader('Cache-Control', this.#caching(at));
    return this.#fleets.run(at.toISOString(), () =>
      this.#fleetPlaces.run(async () =>
        writeFleetAt(at, await believedAt(this.store, at, this.clock.rules)),
      ),
    );
  }

  @Get('range')
  @ApiOperation({ summary: 'Where every vehicle was at several times, for playing' })
  @ApiOkResponse({ standardSchema: fleetRange })
  @ApiBadRequestResponse({ standardSchema: problem })
  async range(
    @Query({ schema: fleetRangeQuery }) query: FleetRangeQuery,
    @Res() response: ServerResponse,
  ): Promise<void> {
    this.#refuseFuture('to', query.to);
    await this.#ranges.run(async () => {
      const frames = await readFrames(this.store, query, this.clock.rules);
      response.setHeader('Content-Type', json);
      response.setHeader('Cache-Control', this.#caching(query.to));
      const text = Readable.from(writeFleetRange(query, frames));
      await send(text, response);
    }, departureOf(response));
  }

  @Get('extent')
  @ApiOperation({ summary: 'The times of the oldest and the newest fix' })
  @ApiOkResponse({ standardSchema: fleetExtent })
  @Header('Cache-Control', 'no-cache')
  async extent(): Promise<FleetExtent> {
    return this.#extents.run('', async () => {
      const extent = await this.store.extent();
      return {
        oldest: extent?.oldest.toISOString() ?? null,
        newest: extent?.newest.toISOString() ?? null,
      };
    });
  }

  #refuseFuture(name: string, time: Date): void {
    const latest = new Date(this.clock.now().getTime() + this.clock.toleranceMs);
    if (time <= latest) return;
    const expected = `expected a time that has come: ${latest.toISOString()} or earlier`;
    throw new FleetmanError('query-invalid', `${name}: "${time.toISOString()}" given, ${expected}`);
  }

  #caching(time: Date): string {
    const isSettled = this.clock.now().getTime() - time.getTime() > settledAfterMs;
    return isSettled ? 'private, max-age=60' : 'no-cache';
  }
}

/** Resolves when all is sent, or when the other side is gone or too slow. */
async function send(text: Readable, response: ServerResponse): Promise<void> {
  const signal = AbortSignal.timeout(rangePatienceMs);
  // It ends the connection where it fails: a reader that still listens sees that the answer broke off.
  await pipeline(text, response, { signal }).catch(() => undefined);
}
