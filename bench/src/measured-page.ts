import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { usageOf } from './process-usage.ts';
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

/** After the first movement come the panels, the names on the map and the compiler's better code. */
const settleMs = 5_000;

/** What a page did in some seconds. CPU is in percent of a core. */
export interface PageFigures {
  readonly framesASecond: number;
  /** Milliseconds of the main thread for an update of the fleet: median and 95th percentile. */
  readonly batchMs: readonly [median: number, p95: number];
  readonly mainThreadPercent: number;
  readonly pagePercent: number;
  /** The process that stands in for a graphics card. */
  readonly graphicsPercent: number;
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
  readonly #browser: Browser;
  readonly #session: CDPSession;

  private constructor(browser: Browser, page: Page, session: CDPSession, firstLoad: FirstLoad) {
    this.#browser = browser;
    this.page = page;
    this.#session = session;
    this.firstLoad = firstLoad;
  }

  /** Opens the page, and waits until its panels have come as well. */
  static async open(url: string): Promise<MeasuredPage> {
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
    await delay(settleMs);
    return new MeasuredPage(browser, page, session, firstLoad);
  }

  /** Looks on for some seconds while `act` is done. */
  async watch(
    seconds: number,
    act: () => Promise<void> = () => Promise.resolve(),
  ): Promise<PageFigures> {
    const usage = await this.#usage();
    const before = {
      frames: await this.page.evaluate(() => {
        window.fleetmanBench.batches = [];
        return window.fleetmanBench.frames;
      }),
      task: await this.metric('TaskDuration'),
      at: performance.now(),
    };
    const end = before.at + seconds * 1_000;
    while (performance.now() < end) {
      await act();
      await delay(16);
    }
    const passed = (performance.now() - before.at) / 1_000;
    const after = await this.counts();
    const batches = (after.batches ?? []).sort((a, b) => a - b);
    const percent = (seconds_: number) => round((100 * seconds_) / passed);
    const last = await this.#usage();
    return {
      framesASecond: round((after.frames - before.frames) / passed),
      batchMs: [
        round(batches[batches.length >> 1] ?? 0),
        round(batches[Math.floor(batches.length * 0.95)] ?? 0),
      ],
      mainThreadPercent: percent((await this.metric('TaskDuration')) - before.task),
      pagePercent: percent(last.page - usage.page),
      graphicsPercent: percent(last.graphics - usage.graphics),
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

  /** Seconds of CPU that the page's process and the graphics process have used. */
  async #usage(): Promise<{ page: number; graphics: number }> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const seconds = (type: string) =>
      processInfo
        .filter((process) => process.type === type)
        .reduce((sum, { id }) => sum + usageOf(id).cpuSeconds, 0);
    return { page: seconds('renderer'), graphics: seconds('GPU') };
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
