import { request } from 'node:http';
import type { Border } from '../border.ts';
import { startFleet } from '../fleet.ts';

/** Paths of gateway and tracker with what may stand in them. */
const paths = [
  '/vehicles',
  '/vehicles/City%20Truck',
  '/vehicles/?since=2026-11-22T12:00:00Z',
  '/history/City%20Truck?since=2026-11-22T12:00:00Z&until=2026-11-22T13:00:00Z&limit=10&simplify=5',
  '/history/City%20Truck?fields=battery,attributes&limit=10',
  '/history/City%20Truck?fields=all&simplify=5',
  '/fleet?at=2026-11-22T12:00:00Z',
  '/fleet/range?from=2026-11-22T12:00:00Z&to=2026-11-22T12:10:00Z&step=10s',
  '/fleet/extent',
  '/fleet/stops',
  '/openapi.json',
  '/health/ready',
  '/history/%E0%A4%A',
  '/vehicles/%00?since=0&since=1&since[a]=2',
  `/vehicles/${'%2e%2e%2f'.repeat(50)}`,
];

/** Node refuses longer heads by itself, without a problem. */
const longestPath = 6_000;

/** The REST of gateway and tracker: every answer is below 500, and a refusal says why. */
export async function openRest(): Promise<Border> {
  const fleet = await startFleet();
  return {
    seeds: paths.map((path) => Buffer.from(path)),
    live: `${fleet.gatewayUrl}/health/live`,
    take: async (input) => {
      const path = asPath(input);
      await check(fleet.gatewayUrl, path);
      await check(fleet.trackerUrl, path);
    },
    finish: async () => [],
    close: () => fleet.close(),
  };
}

/** What an HTTP client lets through: no space and nothing beyond ASCII. */
function asPath(input: Buffer): string {
  const text = input.toString('latin1').replace(/[^!-~]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `/${text.replace(/^\//, '')}`.slice(0, longestPath);
}

async function check(url: string, path: string): Promise<void> {
  const { status, type } = await ask(url, path);
  // A fleet of no vehicles has nothing that could be away.
  const isReady = path.startsWith('/health/');
  if (status >= 500 && !isReady) throw new Error(`GET ${path}: ${status} given, expected no 5xx`);
  if (status >= 400 && status < 500 && !type.startsWith('application/problem+json')) {
    throw new Error(`GET ${path}: ${status} as "${type}" given, expected a problem`);
  }
}

function ask(url: string, path: string): Promise<{ status: number; type: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, timeout: 10_000 }, (response) => {
      response.resume();
      response.once('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, type: headers['content-type'] ?? '' });
      });
      response.once('error', reject);
    });
    asked.once('timeout', () => asked.destroy(new Error(`GET ${path}: no answer in 10 s`)));
    asked.once('error', reject);
    asked.end();
  });
}
