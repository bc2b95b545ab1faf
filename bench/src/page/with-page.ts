import { MeasuredPage } from './measured-page.ts';
import type { CirclingFleet } from './page-fleet.ts';
import { servePage } from './page-server.ts';

/** The page that is looked at. */
export interface WatchedPage {
  readonly fleet: CirclingFleet;
  /** How many times each vehicle reports in a second; 1 where nothing is said. */
  readonly speedUp?: number;
  /** What is behind the page's address. */
  readonly query?: string;
  /** Whether to measure as soon as vehicles are on the map, before its panels have come. */
  readonly isAtOnce?: boolean;
}

/** Serves the page to a browser, measures, and closes both. */
export async function withPage<Result>(
  { fleet, speedUp = 1, query = '', isAtOnce = false }: WatchedPage,
  measure: (measured: MeasuredPage) => Promise<Result>,
): Promise<Result> {
  const server = await servePage(fleet, speedUp);
  try {
    const measured = await MeasuredPage.open(`${server.url}/${query}`, isAtOnce);
    try {
      return await measure(measured);
    } finally {
      await measured.close();
    }
  } finally {
    await server.close();
  }
}
