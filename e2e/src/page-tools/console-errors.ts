import { expect, type BrowserContext } from '@playwright/test';
import { networkChanged, type NetworkChanges } from '../machines/network-changes.ts';

/** Chromium only warns of these, but the call that they name did nothing. */
const refusedByWebGl = /INVALID_|GL_OUT_OF_MEMORY/;

/** What a page says of a part of it that was dropped so; one that is not there also fails by its status. */
const partDropped = /Failed to fetch dynamically imported module/;

/** What the browser says when a test cuts the network between the page and its server. */
export const cutNetwork = {
  socket: /^WebSocket connection to '.*' failed/,
  request: /^Failed to load resource: net::ERR_/,
  /** A web server whose gateway is away. */
  badGateway: /^Failed to load resource: .*\b50[234]\b/,
  /** A web server that has got the first part of a request, and no more for minutes. */
  timeout: /^Failed to load resource: .*\b408\b/,
} as const;

/** What went wrong on the pages of a test, by the console and by exceptions that nobody caught. */
export class ConsoleErrors {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];
  readonly #networkChanges: NetworkChanges;

  constructor(networkChanges: NetworkChanges) {
    this.#networkChanges = networkChanges;
  }

  /** Watches all pages of this browser context from now on. */
  watch(context: BrowserContext): void {
    this.#networkChanges.watch(context);
    context.on('console', (message) => {
      const text = message.text();
      const isError = message.type() === 'error' || refusedByWebGl.test(text);
      // No page can help it.
      if (text.includes(networkChanged)) this.allow(partDropped);
      else if (isError) this.#found.push(`${text} (${message.location().url})`);
    });
    context.on('weberror', (error) => {
      this.#found.push(`not caught: ${String(error.error().stack ?? error.error())}`);
    });
  }

  /** The test itself brings this message about: what it cuts, a page cannot have. */
  allow(...messages: readonly RegExp[]): void {
    this.#allowed.push(...messages);
  }

  /** Fails the test where a page has said anything that was not allowed. */
  expectNone(): void {
    const left = this.#found.filter((text) => !this.#allowed.some((one) => one.test(text)));
    expect(left, 'errors in the console of the page').toEqual([]);
  }
}
