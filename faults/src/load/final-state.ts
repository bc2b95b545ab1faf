import { connect } from 'amqplib';
import { MongoClient } from 'mongodb';
import { fixId, type Counters, type LoggedFix, type LogEvent } from '../log/log-event.ts';
import type { ServiceProcess } from '../processes/service-process.ts';
import type { Stack } from '../processes/stack.ts';
import type { Fleet } from './fleet.ts';
import type { Page } from './page.ts';

const answerTimeoutMs = 10_000;

/** The marks of bad messages, see `report-faults.ts`. */
const badMark = /bad-\w+-\d+-/;

/** Takes all dead letters away and says what they were. */
export async function takeLetters(stack: Stack): Promise<LogEvent[]> {
  const connection = await connect(stack.broker.url);
  try {
    const channel = await connection.createChannel();
    const letters: LogEvent[] = [];
    for (;;) {
      const message = await channel.get('positionQueue.dead', { noAck: true });
      if (!message) return letters;
      const { cause, 'x-first-death-reason': death }: Readonly<Record<string, unknown>> =
        message.properties.headers ?? {};
      const id = idOf(message.content.toString());
      letters.push({ kind: 'letter', id, cause: String(cause ?? death) });
    }
  } finally {
    await connection.close();
  }
}

function idOf(body: string): string {
  const [mark] = badMark.exec(body) ?? [];
  if (mark !== undefined) return mark;
  try {
    // What the load has published; anything else gets an id that nothing was attempted under.
    const { vehicle, time } = JSON.parse(body) as { vehicle: string; time: string };
    return fixId({ vehicle, time: Date.parse(time) });
  } catch {
    return body.slice(0, 100);
  }
}

/** What database, services and pages say of a run's vehicles now. */
export async function readState(
  stack: Stack,
  fleet: Fleet,
  pages: readonly Page[],
): Promise<LogEvent[]> {
  const services = [...stack.trackers, ...stack.gateways].map(({ process }) => process);
  const found = await findFixes(stack.database.url, fleet.run);
  const vehicles = [...new Set(found.map(({ vehicle }) => vehicle))];
  const latest = await Promise.all(services.map((service) => latestOf(service, fleet)));
  const histories = await Promise.all(
    services.map((service, index) => {
      // Each vehicle's history from one tracker and one gateway.
      const asked = vehicles.filter((_, nth) => nth % 2 === index % 2);
      return historiesOf(service, asked);
    }),
  );
  const counters = await Promise.all(stack.trackers.map(({ process }) => countersOf(process)));
  return [
    ...found.map((fix): LogEvent => ({ kind: 'found', fix })),
    ...latest.flat(),
    ...pages.flatMap(({ name, fixes }) =>
      fixes.map((fix): LogEvent => ({ kind: 'latest', by: name, fix })),
    ),
    ...histories.flat(),
    ...counters,
  ];
}

async function findFixes(url: string, run: string): Promise<LoggedFix[]> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: answerTimeoutMs });
  try {
    const positions = client
      .db('fleetman')
      .collection<Omit<LoggedFix, 'time'> & { time: Date }>('positions');
    // From `-` up to what comes after it.
    const documents = await positions
      .find({ vehicle: { $gte: `${run}-`, $lt: `${run}.` } })
      .toArray();
    return documents.map(({ vehicle, time, lat, lng }) => ({
      vehicle,
      time: time.getTime(),
      lat,
      lng,
    }));
  } finally {
    await client.close();
  }
}

async function latestOf({ name, url }: ServiceProcess, fleet: Fleet): Promise<LogEvent[]> {
  const vehicles = (await ask(`${url}/vehicles/`)) as readonly {
    readonly name: string;
    readonly timestamp: string;
    readonly lat: number;
    readonly longitude: number;
  }[];
  return vehicles
    .filter((vehicle) => fleet.owns(vehicle.name))
    .map((vehicle): LogEvent => {
      const { lat, longitude: lng, timestamp } = vehicle;
      const fix = { vehicle: vehicle.name, time: Date.parse(timestamp), lat, lng };
      return { kind: 'latest', by: name, fix };
    });
}

/** One after the other: a service reads few histories at once, and has others wait. */
async function historiesOf(
  { name, url }: ServiceProcess,
  vehicles: readonly string[],
): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for (const vehicle of vehicles) {
    const path = `history/${encodeURIComponent(vehicle)}?limit=100000`;
    const fixes = (await ask(`${url}/${path}`)) as readonly { readonly timestamp: string }[];
    const times = fixes.map(({ timestamp }) => Date.parse(timestamp));
    events.push({ kind: 'history', by: name, vehicle, times });
  }
  return events;
}

async function ask(url: string): Promise<unknown> {
  const signal = AbortSignal.timeout(answerTimeoutMs);
  const answer = await fetch(url, { signal, headers: { connection: 'close' } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

async function countersOf({ name, metricsUrl }: ServiceProcess): Promise<LogEvent> {
  const text = await (await fetch(metricsUrl, { headers: { connection: 'close' } })).text();
  const sum = (counter: keyof Counters): number => {
    const lines = text.matchAll(
      new RegExp(`^fleetman_reports_${counter}_total(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'gm'),
    );
    return [...lines].reduce((total, [, value]) => total + Number(value), 0);
  };
  const counters = { consumed: sum('consumed'), stored: sum('stored') };
  return {
    kind: 'counters',
    by: name,
    counters: { ...counters, known: sum('known'), parked: sum('parked') },
  };
}
