import { existsSync } from 'node:fs';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

/** Chromium without a graphics card, and without its own conversations with the Internet. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // Computed WebGL for all of the page would take as long as the vehicles themselves.
  '--disable-gpu-compositing',
];

/** The system's Chromium where there is one; else the browser that Playwright has installed. */
const systemChromium = '/usr/bin/chromium';
const chromium =
  process.env['CHROMIUM'] ?? (existsSync(systemChromium) ? systemChromium : undefined);

const reportFile = process.env['FLEETMAN_E2E_REPORT'];

/**
 * The configuration of one suite: the tests of a folder of `src`, one after the other unless the suite
 * says otherwise. `timeoutMs` is for each test.
 */
export function suite(folder: string, timeoutMs: number): PlaywrightTestConfig {
  return defineConfig({
    testDir: folder,
    testMatch: '*.spec.ts',
    outputDir: 'test-results',
    // What restarts containers and pods has the machine for itself.
    workers: 1,
    timeout: timeoutMs,
    // Then it reports what it has: one that is killed reports nothing.
    globalTimeout: 28 * 60_000,
    expect: { timeout: 15_000 },
    forbidOnly: true,
    reporter: reportFile ? [['list'], ['json', { outputFile: reportFile }]] : [['list']],
    use: {
      viewport: { width: 1440, height: 900 },
      launchOptions: {
        args: chromiumFlags,
        ...(chromium !== undefined && { executablePath: chromium }),
      },
      screenshot: 'only-on-failure',
    },
  });
}
