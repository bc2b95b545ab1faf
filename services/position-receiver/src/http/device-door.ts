import type { IncomingMessage } from 'node:http';
import { clientKey } from '@fleetman/service-kit';
import type { Log } from '@fleetman/messaging';
import type { DeviceSignTaker } from '../signs/device-signs.ts';
import type { DeviceDirectory, KeyOwner } from '../directory/device-directory.ts';
import { hashOfKey } from '../directory/key-hash.ts';
import { DeviceRefusal } from '../intake/device-refusal.ts';
import type { Entrance, IntakeMetrics } from '../intake/intake-metrics.ts';
import { askDirectory, type ReportIntake } from '../intake/report-intake.ts';
import type { AttemptLimit } from '../limits/attempt-limit.ts';
import { InFlight } from '../limits/in-flight.ts';
import { apps, protocolFor, type App } from '../protocols/http-protocols.ts';
import type { ProtocolAnswer } from '../protocols/protocol.ts';
import { readMessage } from '../protocols/reading/device-message.ts';
import { isPlausibleKey, keyFromHeader } from './credentials.ts';
import { addressOf } from './device-address.ts';
import { bytesOf, readBody } from './read-body.ts';

/** Bodies that are read or published at the same time, in bytes. */
const inFlightBytes = 64 * 1024 * 1024;

/** After how long a device may try again while too many others are in hand. */
const busySeconds = 2;

/** What a door works with. */
export interface DoorOptions {
  readonly directory: DeviceDirectory;
  readonly intake: ReportIntake;
  readonly attempts: AttemptLimit;
  readonly metrics: IntakeMetrics;
  readonly signs: DeviceSignTaker;
  readonly log: Log;
  readonly trustedProxies: number;
  readonly now: () => Date;
}

/** Takes the requests of devices: whose is it, what is in it, and yes only once that is published. */
export class DeviceDoor {
  readonly #options: DoorOptions;
  readonly #inFlight = new InFlight(inFlightBytes);

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /**
   * Resolves with what the app is to be answered, with 200. Rejects with a {@link DeviceRefusal} if the
   * device is to keep what it sent.
   */
  async take(request: IncomingMessage): Promise<ProtocolAnswer> {
    const { app } = addressOf(request);
    const entrance = app ?? 'auto';
    try {
      const owner = await this.#ownerOf(request, entrance);
      if (app === 'unknown') throw this.#strange(owner, entrance, unknownApp());
      const taking = this.#inFlight.run(bytesOf(request), () => this.#deliver(request, app, owner));
      if (!taking) throw new DeviceRefusal('busy', 'too many reports are in hand', busySeconds);
      return await taking;
    } catch (error) {
      if (error instanceof DeviceRefusal) this.#options.metrics.refused(entrance, error.reason);
      throw error;
    }
  }

  async #ownerOf(request: IncomingMessage, app: Entrance): Promise<KeyOwner> {
    const { attempts, directory, trustedProxies } = this.#options;
    const address = clientKey(request, trustedProxies);
    const waitSeconds = attempts.waitOf(address);
    if (waitSeconds !== undefined) {
      const detail = 'too many unknown keys came from this address; see Retry-After';
      throw new DeviceRefusal('too-many-unknown-keys', detail, waitSeconds);
    }
    const key = addressOf(request).key ?? keyFromHeader(request);
    if (key === undefined) {
      this.#options.signs.knock({ app, address: address.slice(0, 60), why: 'no-key' });
      const expected = 'expected /in/<key>/<app>, or the key as Bearer or as password of Basic';
      throw new DeviceRefusal('no-key', `no key given, ${expected}`);
    }
    const hash = hashOfKey(key);
    const owner = isPlausibleKey(key) ? await askDirectory(directory.ownerOfKey(hash)) : undefined;
    if (owner) {
      attempts.succeed(address);
      this.#options.signs.keyUsed(hash);
      return owner;
    }
    if (attempts.fail(address)) {
      this.#options.log.warn({ app, address }, 'Somebody sends with a key that nobody has');
    }
    this.#options.signs.knock({ app, address: address.slice(0, 60), why: 'unknown-key' });
    throw new DeviceRefusal('unknown-key', 'nobody in the fleet has this key');
  }

  async #deliver(
    request: IncomingMessage,
    app: App | undefined,
    owner: KeyOwner,
  ): Promise<ProtocolAnswer> {
    const body = await readBody(request);
    const [, query = ''] = (request.url ?? '').split('?', 2);
    const message = readMessage(query, body, this.#options.now());
    const protocol = protocolFor(app, message);
    if (!protocol) throw this.#strange(owner, app ?? 'auto', unknownFormat(message.jsonError));
    const decoded = protocol.decode(message);
    const taken = await this.#options.intake.take({ app: app ?? 'auto', owner, decoded });
    return protocol.answer(taken);
  }

  /** Notes that a vehicle's device sends what nobody understands. */
  #strange(owner: KeyOwner, app: Entrance, refusal: DeviceRefusal): DeviceRefusal {
    if (owner.kind === 'vehicle') {
      const detail = refusal.message;
      this.#options.signs.trouble({ vehicle: owner.vehicle, app, what: 'unknown-format', detail });
    }
    return refusal;
  }
}

function unknownApp(): DeviceRefusal {
  const expected = `expected one of ${apps.join(', ')}`;
  return new DeviceRefusal('unknown-app', `an unknown app given in the address, ${expected}`);
}

function unknownFormat(jsonError: string | undefined): DeviceRefusal {
  const given = jsonError ?? 'a message of no known shape given';
  const expected = 'expected what one of these apps sends';
  return new DeviceRefusal('unknown-format', `${given}, ${expected}: ${apps.join(', ')}`);
}
