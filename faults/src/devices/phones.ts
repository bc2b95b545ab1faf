import type { LoggedFix } from '../log/log-event.ts';
import { answerWithinMs, type DeviceApp } from './device-app.ts';
import { bridgeKey, imeiOf, keyOf } from './device-list.ts';

/** Where a phone delivers, and who hears how each request went; without a failure it was told yes. */
export interface PhoneOptions {
  readonly url: string;
  readonly vehicle: string;
  readonly onAnswer: (tookMs: number, failure?: string) => void;
}

/** Traccar Client: one fix a request, deleted when the answer is 2xx. */
export function traccarClient(options: PhoneOptions): DeviceApp {
  return phone(options, 1, ([fix]) => ({
    target: `traccar?id=phone&${fix ? queryOf(fix) : ''}`,
    method: 'POST',
    isYes: () => true,
  }));
}

/** OsmAnd: the same as a GET. */
export function osmAnd(options: PhoneOptions): DeviceApp {
  return phone(options, 1, ([fix]) => ({
    target: `osmand?${fix ? queryOf(fix) : ''}`,
    method: 'GET',
    isYes: () => true,
  }));
}

/** OwnTracks: one fix a request, sent again unless the answer is 2xx. */
export function ownTracks(options: PhoneOptions): DeviceApp {
  return phone(options, 1, ([fix]) => ({
    target: 'owntracks',
    method: 'POST',
    body: JSON.stringify(
      fix && { _type: 'location', lat: fix.lat, lon: fix.lng, tst: fix.time / 1_000 },
    ),
    isYes: (answer) => answer === '[]',
  }));
}

/** GPSLogger with an address of its user's own. */
export function gpsLogger(options: PhoneOptions): DeviceApp {
  return phone(options, 1, ([fix]) => ({
    target: `gpslogger?${fix ? queryOf(fix) : ''}`,
    method: 'GET',
    isYes: () => true,
  }));
}

/** Traccar's forwarding: one position a request; the bridge's key may report for the vehicle's tracker. */
export function traccarForward(options: PhoneOptions): DeviceApp {
  const device = { id: 1, uniqueId: imeiOf(options.vehicle), name: options.vehicle };
  return phone(options, 1, ([fix]) => ({
    key: bridgeKey,
    target: 'traccar-forward',
    method: 'POST',
    body: JSON.stringify(fix && { position: positionOf(fix), device }),
    isYes: () => true,
  }));
}

/** A program of one's own: batches of reports. */
export function ownProgram(options: PhoneOptions): DeviceApp {
  return phone(options, 50, (fixes) => ({
    target: 'report',
    method: 'POST',
    body: JSON.stringify(fixes),
    isYes: () => true,
  }));
}

/** Overland: batches, deleted when the answer is this very text. */
export function overland(options: PhoneOptions): DeviceApp {
  return phone(options, 50, (fixes) => ({
    target: 'overland',
    method: 'POST',
    body: JSON.stringify({ locations: fixes.map(featureOf) }),
    isYes: (answer) => answer === '{"result":"ok"}',
  }));
}

interface PhoneRequest {
  /** Of who reports for others; else the vehicle's. */
  readonly key?: string;
  readonly target: string;
  readonly method: string;
  readonly body?: string;
  readonly isYes: (answer: string) => boolean;
}

function phone(
  { url, vehicle, onAnswer }: PhoneOptions,
  atOnce: number,
  requestOf: (fixes: readonly LoggedFix[]) => PhoneRequest,
): DeviceApp {
  const deliver = async (fixes: readonly LoggedFix[]): Promise<boolean> => {
    const { key = keyOf(vehicle), target, method, body = null, isYes } = requestOf(fixes);
    const start = performance.now();
    const failure = await failureOf(async () => {
      const answer = await fetch(`${url}/in/${key}/${target}`, {
        method,
        body,
        headers: { connection: 'close' },
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const text = await answer.text();
      return answer.ok && isYes(text) ? undefined : `status ${answer.status} ${text}`;
    });
    const what = failure === undefined ? [] : [`${target.split('?')[0] ?? ''} ${failure}`];
    onAnswer(performance.now() - start, ...what);
    return failure === undefined;
  };
  // A phone opens a connection for each request.
  return { atOnce, deliver, close: () => undefined };
}

async function failureOf(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    return String(error);
  }
}

function queryOf({ time, lat, lng }: LoggedFix): string {
  return `timestamp=${time}&lat=${lat}&lon=${lng}`;
}

function positionOf({ time, lat, lng }: LoggedFix) {
  return { fixTime: new Date(time).toISOString(), latitude: lat, longitude: lng, valid: true };
}

function featureOf({ time, lat, lng }: LoggedFix) {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lng, lat] },
    properties: { timestamp: new Date(time).toISOString() },
  };
}
