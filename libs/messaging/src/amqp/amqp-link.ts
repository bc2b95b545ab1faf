import { connect, type ChannelModel, type RecoveringChannelModel } from 'amqplib';
import { patientBackOff } from '../back-off.ts';
import type { ConnectionState } from '../connection-state.ts';
import type { Log } from '../log.ts';
import { amqpAddress, withHeartbeat } from './amqp-url.ts';
import { describeBrokerError } from './describe-broker-error.ts';
import { disconnect } from './disconnect.ts';

/** How long RabbitMQ has to answer the first words of a connection. */
const handshakeMs = 10_000;

/** What is opened on each new connection. */
export interface LinkOptions {
  readonly url: string;
  readonly log: Log;
  /** Opens channels, queues and consumers; what it opens dies with the connection. */
  readonly open: (model: ChannelModel) => Promise<void>;
}

/** A connection to RabbitMQ that comes back by itself, for as long as it takes, until it is closed. */
export class AmqpLink {
  /** Resolves when the first attempt to connect is over, however it ended. */
  readonly attempted: Promise<unknown>;
  readonly #options: LinkOptions;
  readonly #address: string;
  readonly #endAttempt: () => void;
  readonly #recovering: Promise<RecoveringChannelModel>;
  #state: ConnectionState;
  #model: ChannelModel | undefined;
  #closed = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#address = amqpAddress(options.url);
    this.#state = { connected: false, reason: `Connecting to RabbitMQ at ${this.#address}` };
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.attempted = promise;
    this.#endAttempt = () => {
      resolve(undefined);
    };
    this.#recovering = this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Disconnects and stays so. Never rejects. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#state = { connected: false, reason: `Disconnected from RabbitMQ at ${this.#address}` };
    this.#endAttempt();
    const recovering = await this.#recovering;
    const model = this.#model;
    if (model) await disconnect(model, () => recovering.close());
    else await recovering.close();
  }

  async #connect(): Promise<RecoveringChannelModel> {
    const recovering = await connect(withHeartbeat(this.#options.url), {
      noDelay: true,
      timeout: handshakeMs,
      recovery: {
        initialDelay: patientBackOff.firstMs,
        maxDelay: patientBackOff.maxMs,
        jitter: 0.5,
        waitForConnect: false,
        setup: (model: ChannelModel) => this.#open(model),
      },
    });
    this.#observe(recovering);
    return recovering;
  }

  #observe(recovering: RecoveringChannelModel): void {
    recovering.on('connect', () => {
      this.#enter({ connected: true });
    });
    recovering.on('connect-failed', (error) => {
      this.#enterDown(`Cannot use RabbitMQ at ${this.#address}: ${describeBrokerError(error)}`);
    });
    recovering.on('disconnect', (error) => {
      this.#enterDown(`Lost RabbitMQ at ${this.#address}: ${describeBrokerError(error)}`);
    });
    recovering.on('blocked', (reason) => {
      this.#enterDown(`RabbitMQ at ${this.#address} takes no messages: ${reason}`);
    });
    recovering.on('unblocked', () => {
      this.#enter({ connected: true });
    });
    recovering.on('error', () => {
      // 'disconnect' follows and says the same; without a listener the process would end.
    });
  }

  async #open(model: ChannelModel): Promise<void> {
    const lost = new Promise<never>((_resolve, reject) => {
      model.once('close', (error?: Error) => {
        if (this.#model === model) this.#model = undefined;
        reject(error ?? new Error('connection closed'));
      });
    });
    model.on('error', () => {
      // 'close' follows and says the same; without a listener the process would end.
    });
    this.#model = model;
    try {
      // Recovery does not notice a connection that dies while it is being set up.
      await Promise.race([this.#options.open(model), lost]);
    } catch (error) {
      await disconnect(model);
      throw error;
    }
  }

  #enterDown(reason: string): void {
    this.#enter({ connected: false, reason });
  }

  /** Attempts that fail in the same way are logged once. */
  #enter(state: ConnectionState): void {
    if (this.#closed) return;
    const before = this.#state;
    this.#state = state;
    this.#endAttempt();
    if (state.connected) {
      this.#options.log.info({ broker: this.#address }, 'Connected to RabbitMQ');
    } else if (before.connected || before.reason !== state.reason) {
      this.#options.log.warn({ broker: this.#address }, `${state.reason}; trying again`);
    }
  }
}
