import type { Socket } from 'node:net';
import type { Log } from '@fleetman/messaging';
import { addressKey } from '@fleetman/service-kit';
import type { DeviceDirectory, KeyOwner } from '../directory/device-directory.ts';
import type { DeviceSignTaker } from '../signs/device-signs.ts';
import { DeviceRefusal } from '../intake/device-refusal.ts';
import type { IntakeMetrics } from '../intake/intake-metrics.ts';
import { askDirectory, type ReportIntake } from '../intake/report-intake.ts';
import type { AttemptLimit } from '../limits/attempt-limit.ts';
import { decodeCodec8 } from '../protocols/teltonika/codec8.ts';
import { PacketSplitter, type TeltonikaMessage } from '../protocols/teltonika/packet-splitter.ts';

/** What sessions work with. */
export interface SessionOptions {
  readonly directory: DeviceDirectory;
  readonly intake: ReportIntake;
  readonly attempts: AttemptLimit;
  readonly metrics: IntakeMetrics;
  readonly signs: DeviceSignTaker;
  readonly log: Log;
  /** How long a device may take to say who it is, in milliseconds. */
  readonly loginTimeoutMs: number;
  /** How long a device may say nothing, in milliseconds. */
  readonly idleTimeoutMs: number;
}

const app = 'teltonika';

/** A connection on which packets come damaged so often in a row is given up. */
const damagedMost = 3;

/** One connection of a device: its login, its packets, and for each the number of records that were taken. */
export class TeltonikaSession {
  readonly #socket: Socket;
  readonly #options: SessionOptions;
  readonly #address: string;
  readonly #splitter = new PacketSplitter();
  readonly #loginTimer: NodeJS.Timeout;
  #imei = '';
  #owner: KeyOwner | undefined;
  #damaged = 0;
  #isBusy = false;
  #isStopping = false;

  constructor(socket: Socket, options: SessionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#address = addressKey(socket.remoteAddress ?? '');
    const leave = (): void => {
      socket.destroy();
    };
    this.#loginTimer = setTimeout(leave, options.loginTimeoutMs);
    socket.setTimeout(options.idleTimeoutMs, leave);
  }

  /** Serves the device until it leaves or is sent away. Never rejects. */
  async run(): Promise<void> {
    try {
      if (this.#options.attempts.waitOf(this.#address) !== undefined) {
        this.#options.metrics.refused(app, 'too-many-unknown-keys');
        return;
      }
      for await (const chunk of this.#socket.iterator({ destroyOnReturn: false })) {
        // A socket without an encoding gives buffers.
        this.#splitter.add(chunk as Buffer);
        if (!(await this.#handleAll())) return;
      }
    } catch {
      // The connection broke: what was not acknowledged the device sends again.
    } finally {
      clearTimeout(this.#loginTimer);
      this.#leave();
    }
  }

  /** Ends the connection once the packet in hand is answered. */
  stop(): void {
    this.#isStopping = true;
    if (!this.#isBusy) this.#socket.destroy();
  }

  /** Handles what has come whole, and returns whether the session goes on. */
  async #handleAll(): Promise<boolean> {
    for (
      let message = this.#splitter.next();
      message !== undefined;
      message = this.#splitter.next()
    ) {
      this.#isBusy = true;
      const goesOn = await this.#handle(message);
      this.#isBusy = false;
      if (!goesOn || this.#isStopping) return false;
    }
    return true;
  }

  async #handle(message: TeltonikaMessage): Promise<boolean> {
    try {
      switch (message.kind) {
        case 'login':
          return await this.#logIn(message.imei);
        case 'packet':
          return await this.#take(message.data);
        case 'damaged':
          return this.#askAgain(message.problem);
        case 'alive':
          return true;
        case 'broken':
          throw new DeviceRefusal('invalid', message.problem);
      }
    } catch (error) {
      if (!(error instanceof DeviceRefusal)) {
        this.#options.log.error({ app, err: error }, 'A packet could not be taken');
        return false;
      }
      this.#options.metrics.refused(app, error.reason);
      if (error.reason === 'invalid') this.#say(error.message);
      return false;
    }
  }

  async #logIn(imei: string): Promise<boolean> {
    const { attempts, metrics, signs, log } = this.#options;
    this.#imei = imei;
    if (await this.#isKnown()) {
      clearTimeout(this.#loginTimer);
      attempts.succeed(this.#address);
      return this.#send(Buffer.of(1));
    }
    metrics.refused(app, 'unknown-key');
    signs.knock({ app, address: this.#address, why: 'unknown-device', device: imei });
    if (attempts.fail(this.#address)) {
      log.warn({ app, imei, address: this.#address }, 'A device that nobody has wants in');
    }
    this.#send(Buffer.of(0));
    return false;
  }

  /** Looks with each packet, which the directory remembers: a device may be taken out of its vehicle. */
  async #isKnown(): Promise<boolean> {
    const { directory } = this.#options;
    const vehicle = await askDirectory(directory.vehicleOfDevice(this.#imei));
    this.#owner = vehicle === undefined ? undefined : { kind: 'vehicle', vehicle };
    return vehicle !== undefined;
  }

  async #take(data: Buffer): Promise<boolean> {
    const { intake, metrics } = this.#options;
    if (!(await this.#isKnown())) {
      throw new DeviceRefusal('unknown-key', 'nobody in the fleet has this device any longer');
    }
    const packet = decodeCodec8(data);
    if ('problem' in packet) throw new DeviceRefusal('invalid', packet.problem);
    this.#damaged = 0;
    metrics.withoutFix(app, packet.withoutFix);
    for (const problem of packet.problems) this.#say(problem);
    if (packet.fixes.length === 0) metrics.unreadable(app, packet.problems.length);
    // The splitter gives packets after a login only.
    else if (this.#owner) await intake.take({ app, owner: this.#owner, decoded: packet });
    // Of records that cannot be read as well: with any other number the device would send them for ever.
    return this.#send(uint32(packet.records));
  }

  #askAgain(problem: string): boolean {
    this.#options.metrics.refused(app, 'invalid');
    this.#say(problem);
    this.#damaged += 1;
    return this.#damaged < damagedMost && this.#send(uint32(0));
  }

  #say(problem: string): void {
    const vehicle = this.#owner?.kind === 'vehicle' ? this.#owner.vehicle : undefined;
    this.#options.log.info(
      { app, vehicle, address: this.#address, problem },
      'Odd input of a device',
    );
  }

  /** Returns whether the device can still hear it. */
  #send(bytes: Buffer): boolean {
    if (!this.#socket.writable) return false;
    this.#socket.write(bytes);
    return true;
  }

  /** Lets what was written reach the device. */
  #leave(): void {
    if (this.#socket.destroyed) return;
    this.#socket.destroySoon();
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
