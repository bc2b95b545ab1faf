import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import type { Observed } from '../measuring/observed-process.ts';
import type { Outcome } from '../measuring/rounds.ts';
import { percentile } from '../measuring/statistics.ts';
import { watchLoad, type LoadedBytes } from './first-load.ts';
import { watchPage, type PageCounts } from './page-watch.ts';

/**
 * Chromium as it is on a machine without a graphics card: WebGL is computed, and so is what is put
 * together of the page. (Where the latter also goes through the computed WebGL, as in a browser that
 * takes it for a card, every frame of the page costs 40 ms more.)
 */
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
];
const systemChromium = '/usr/bin/chromium';
const executablePath =
  process.env['CHROMIUM'] ?? (existsSync(systemChromium) ? systemChromium : undefined);

/** Why there is no browser to measure in; `undefined` if there is one. */
export function whyNoBrowser(): string | undefined {
  if (existsSync(executablePath ?? chromium.executablePath())) return undefined;
  return 'no Chromium: `npx playwright install chromium`, or name one by CHROMIUM';
}

/** After the first movement come the panels, the names on the map and the compiler's better code. */
const settleMs = 5_000;

/** What a page did in some seconds. */
export interface PageOutcome extends Outcome {
  readonly framesASecond: number;
  /** Milliseconds of the main thread for an update of the fleet: median and 95th percentile. */
  readonly updateMs: number;
  readonly updateP95: number;
  /** In percent of a core. */
  readonly mainThread: number;
}

/** How a page began: until a first vehicle was drawn moving. */
export interface FirstLoad {
  readonly firstMovementMs: number;
  readonly gzipBytes: LoadedBytes;
}

/** A page in a headless Chromium of its own, and what it costs. */
export class MeasuredPage {
  readonly page: Page;
  readonly firstLoad: FirstLoad;
  /** The process of the page, and the one that stands in for a graphics card. */
  readonly observed: readonly Observed[];
  readonly #browser: Browser;
  readonly #session: CDPSession;

  private constructor(opened: {
    readonly browser: Browser;
    readonly page: Page;
    readonly session: CDPSession;
    readonly firstLoad: FirstLoad;
    readonly observed: readonly Observed[];
  }) {
    this.#browser = opened.browser;
    this.page = opened.page;
    this.#session = opened.session;
    this.firstLoad = opened.firstLoad;
    this.observed = opened.observed;
  }

  /** Opens the page and, unless `isAtOnce`, waits until its panels have come as well. */
  static async open(url: string, isAtOnce = false): Promise<MeasuredPage> {
    const browser = await chromium.launch({
      args: [...flags, '--js-flags=--expose-gc'],
      ...(executablePath !== undefined && { executablePath }),
    });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watchPage);
    const loaded = watchLoad(page);
    const begin = performance.now();
    await page.goto(url);
    // The first frame has vehicles in place, the following ones have them moving.
    await page.waitForFunction(() => window.fleetmanBench.vehicleFrames >= 3, null, {
      timeout: 60_000,
    });
    const firstMovementMs = performance.now() - begin;
    const firstLoad = { firstMovementMs, gzipBytes: await loaded() };
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    // What is loaded after the map is not what the page costs all day.
    if (!isAtOnce) await delay(settleMs);
    const observed = await processesOf(browser);
    return new MeasuredPage({ browser, page, session, firstLoad, observed });
  }

  /** Looks on for some time while `act` is done. */
  async watch(
    ms: number,
    act: () => Promise<void> = () => Promise.resolve(),
  ): Promise<PageOutcome> {
    const frames = await this.page.evaluate(() => {
      window.fleetmanBench.batches = [];
      return window.fleetmanBench.frames;
    });
    const task = await this.metric('TaskDuration');
    const start = performance.now();
    while (performance.now() < start + ms) {
      await act();
      await delay(16);
    }
    const seconds = (performance.now() - start) / 1_000;
    const after = await this.counts();
    const updates = after.batches ?? [];
    return {
      framesASecond: (after.frames - frames) / seconds,
      updateMs: percentile(updates, 0.5),
      updateP95: percentile(updates, 0.95),
      mainThread: (100 * ((await this.metric('TaskDuration')) - task)) / seconds,
    };
  }

  /** What was counted in the page so far. */
  counts(): Promise<PageCounts> {
    return this.page.evaluate(() => window.fleetmanBench);
  }

  /** One of Chromium's own figures of the page. */
  async metric(name: string): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? NaN;
  }

  /** What the page holds on to, in MB (10^6 bytes). */
  async heapMB(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return (await this.metric('JSHeapUsedSize')) / 1e6;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

async function processesOf(browser: Browser): Promise<readonly Observed[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const kinds = new Map([
    ['renderer', 'page'],
    ['GPU', 'graphics'],
  ]);
  return processInfo.flatMap(({ type, id }) => {
    const name = kinds.get(type);
    return name === undefined ? [] : [{ name, pid: id }];
  });
}
