import type { PositionReport } from '@fleetman/contract';
import { MessagingError, type PositionQueue } from '@fleetman/messaging';
import { describeError } from '@fleetman/toolkit';
import type { DeviceDirectory, KeyOwner } from '../directory/device-directory.ts';
import type { TokenBuckets } from '../limits/token-buckets.ts';
import type { DeviceSignTaker } from '../signs/device-signs.ts';
import type { DecodedMessage, DeviceFix } from '../protocols/protocol.ts';
import { DeviceRefusal } from './device-refusal.ts';
import type { Entrance, IntakeMetrics } from './intake-metrics.ts';

/** How it is noted that a bridge sends for a device that nobody has. */
const bridged = { address: 'by a bridge', why: 'unknown-device' } as const;

/** After how long a device may try again while the queue or the directory is away. */
const retryAfterSeconds = 5;

/** What an intake works with; it closes nothing. */
export interface IntakeOptions {
  readonly queue: PositionQueue;
  readonly directory: DeviceDirectory;
  readonly metrics: IntakeMetrics;
  readonly signs: DeviceSignTaker;
  /** Reports a second of each vehicle's key, and of each bridge's. */
  readonly limits: Readonly<Record<KeyOwner['kind'], TokenBuckets>>;
}

/** A message on its way into the queue. */
export interface Intake {
  readonly app: Entrance;
  readonly owner: KeyOwner;
  readonly decoded: DecodedMessage;
}

/** Takes the fixes of devices over: what it resolves for is in the queue, confirmed by the broker. */
export class ReportIntake {
  readonly #options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /**
   * Publishes a message's fixes in one publish, and resolves with what was taken and what is wrong with the
   * rest. Rejects with a {@link DeviceRefusal} if nothing was taken: nothing good was in the message, the
   * queue or the directory is away, or the key sends too much.
   */
  async take({ app, owner, decoded }: Intake): Promise<DecodedMessage> {
    const { metrics } = this.#options;
    if (decoded.fixes.length === 0 && decoded.problems.length === 0) {
      metrics.withoutFix(app, 1);
      return decoded;
    }
    const { reports, taken, problems } = await this.#assign(app, owner, decoded);
    this.#sayProblem(app, owner, problems);
    if (reports.length === 0) {
      metrics.unreadable(app, problems.length);
      throw new DeviceRefusal('invalid', problems.slice(0, 10).join('; '));
    }
    this.#limit(owner, reports.length);
    await this.#publish(reports);
    metrics.published(app, reports.length);
    metrics.cut(app, decoded.cut ?? 0);
    metrics.unreadable(app, problems.length);
    this.#sayTaken(app, reports);
    return { fixes: taken, problems };
  }

  /** Says of each fix which vehicle it is of; of a vehicle's own key always that one. */
  async #assign(app: Entrance, owner: KeyOwner, { fixes, problems }: DecodedMessage) {
    const vehicles = await this.#vehiclesOf(owner, fixes);
    const reports: PositionReport[] = [];
    const taken: DeviceFix[] = [];
    const unknown = new Set<string>();
    for (const fix of fixes) {
      const { device, ...place } = fix;
      const vehicle = owner.kind === 'vehicle' ? owner.vehicle : vehicles.get(device ?? '');
      if (vehicle === undefined) {
        unknown.add(device ?? '');
        continue;
      }
      reports.push({ vehicle, ...place });
      taken.push(fix);
    }
    for (const device of unknown) this.#options.signs.knock({ ...bridged, app, device });
    return { reports, taken, problems: [...problems, ...[...unknown].map(describeUnknown)] };
  }

  /** Of each vehicle the newest fix of the message. */
  #sayTaken(app: Entrance, reports: readonly PositionReport[]): void {
    const newest = new Map<string, PositionReport>();
    for (const report of reports) {
      const known = newest.get(report.vehicle);
      if (!known || known.time <= report.time) newest.set(report.vehicle, report);
    }
    for (const [vehicle, fix] of newest) this.#options.signs.took({ vehicle, app, fix });
  }

  #sayProblem(app: Entrance, owner: KeyOwner, [detail]: readonly string[]): void {
    if (owner.kind !== 'vehicle' || detail === undefined) return;
    this.#options.signs.trouble({ vehicle: owner.vehicle, app, what: 'invalid', detail });
  }

  async #vehiclesOf(owner: KeyOwner, fixes: readonly DeviceFix[]) {
    const vehicles = new Map<string, string | undefined>();
    if (owner.kind === 'vehicle') return vehicles;
    const devices = new Set(fixes.map(({ device }) => device ?? ''));
    await Promise.all(
      [...devices].map(async (device) => {
        if (device === '') return;
        vehicles.set(device, await askDirectory(this.#options.directory.vehicleOfDevice(device)));
      }),
    );
    return vehicles;
  }

  #limit(owner: KeyOwner, reports: number): void {
    const limit = this.#options.limits[owner.kind];
    const name = owner.kind === 'vehicle' ? owner.vehicle : owner.name;
    if (limit.tryTake(name, reports)) return;
    throw new DeviceRefusal(
      'too-many-reports',
      `${reports} reports given, more than this key may send now; see Retry-After`,
      limit.secondsUntil(name, reports),
    );
  }

  async #publish(reports: readonly PositionReport[]): Promise<void> {
    const { queue } = this.#options;
    // It would wait for the broker, and so would every device.
    if (!queue.connection.connected) throw queueAway();
    try {
      await queue.publish(reports);
    } catch (error) {
      if (error instanceof MessagingError) throw queueAway();
      throw error;
    }
  }
}

/**
 * Waits for the directory.
 *
 * @throws DeviceRefusal if it cannot be asked.
 */
export async function askDirectory<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const detail = `it cannot be found out whose this is: ${describeError(error)}`;
    throw new DeviceRefusal('directory-away', detail, retryAfterSeconds);
  }
}

function describeUnknown(device: string): string {
  if (device === '') return 'no device named, expected the id of a device of the fleet';
  return `device: ${JSON.stringify(device.slice(0, 100))} given, expected a device of the fleet`;
}

/** The reason is for the operator, who finds it in `/health/ready`; a device learns that it is to wait. */
function queueAway(): DeviceRefusal {
  const detail = 'reports cannot be delivered now; see Retry-After';
  return new DeviceRefusal('queue-away', detail, retryAfterSeconds);
}
