import { patientBackOff } from '@fleetman/toolkit';
import { connect, type Channel, type ChannelModel, type RecoveringChannelModel } from 'amqplib';
import type { ConnectionState } from '../connection-state.ts';
import type { Log } from '../log.ts';
import { amqpAddress, withHeartbeat } from './amqp-url.ts';
import { describeBrokerError } from './describe-broker-error.ts';
import { answered, disconnect } from './disconnect.ts';

/** How long RabbitMQ has to answer the first words of a connection. */
const handshakeMs = 10_000;

/** What is opened on each new connection. */
export interface LinkOptions<C extends Channel> {
  readonly url: string;
  /** What the connection is for, in the log: a process may have several. */
  readonly purpose: 'publish' | 'consume' | 'live feed';
  readonly log: Log;
  /** Opens the link's one channel. */
  readonly createChannel: (model: ChannelModel) => Promise<C>;
  /**
   * Declares and consumes what is needed; all of it dies with the channel. `model` opens further
   * channels on the same connection.
   */
  readonly open: (channel: C, model: ChannelModel) => Promise<void>;
}

/**
 * A connection to RabbitMQ with one channel, that comes back by itself, for as long as it takes,
 * until it is closed.
 */
export class AmqpLink<C extends Channel = Channel> {
  /** Resolves when the first attempt to connect is over, however it ended. */
  readonly attempted: Promise<unknown>;
  readonly #options: LinkOptions<C>;
  readonly #address: string;
  readonly #endAttempt: () => void;
  readonly #recovering: Promise<RecoveringChannelModel>;
  #state: ConnectionState;
  #model: ChannelModel | undefined;
  #channel: C | undefined;
  /** The connection that {@link renew} is ending. */
  #leaving: ChannelModel | undefined;
  #closed = false;
  #logged: string | undefined;

  constructor(options: LinkOptions<C>) {
    this.#options = options;
    this.#address = amqpAddress(options.url);
    this.#state = down(`Connecting to RabbitMQ at ${this.#address}`);
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

  /** Disconnects, and connects anew: what was opened is of no use any more. */
  renew(): void {
    const model = this.#model;
    if (!model || this.#closed || this.#leaving === model) return;
    this.#leaving = model;
    void this.#leave(model);
  }

  async #leave(model: ChannelModel): Promise<void> {
    await this.#closeChannel(model);
    if (this.#model === model) await disconnect(model);
  }

  /** A connection's close overtakes what its channels have still to send: acknowledgements. */
  async #closeChannel(model: ChannelModel): Promise<void> {
    const channel = this.#channel;
    this.#channel = undefined;
    if (channel) await answered(model, channel.close());
  }

  /** Disconnects and stays so. Never rejects. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#state = down(`Disconnected from RabbitMQ at ${this.#address}`);
    this.#endAttempt();
    const recovering = await this.#recovering;
    const model = this.#model;
    if (model) await this.#closeChannel(model);
    const closing = recovering.close();
    await (model ? disconnect(model, closing) : closing);
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
      this.#enter(down(`Cannot use RabbitMQ at ${this.#address}: ${describeBrokerError(error)}`));
    });
    recovering.on('disconnect', (error) => {
      this.#enter(down(`Lost RabbitMQ at ${this.#address}: ${describeBrokerError(error)}`));
    });
    recovering.on('blocked', (reason) => {
      this.#enter(down(`RabbitMQ at ${this.#address} takes no messages: ${reason}`));
    });
    recovering.on('unblocked', () => {
      this.#enter({ connected: true });
    });
    recovering.on('error', () => {
      // 'disconnect' follows and says the same; without a listener the process would end.
    });
  }

  async #open(model: ChannelModel): Promise<void> {
    this.#model = model;
    if (!this.#closed) this.#state = down(`RabbitMQ at ${this.#address} is not ready yet`);
    const { promise: lost, reject } = Promise.withResolvers<never>();
    model.once('close', (error) => {
      if (this.#model === model) this.#model = this.#channel = undefined;
      reject(error ?? new Error('connection closed'));
    });
    model.on('error', () => {
      // 'close' follows and says the same; without a listener the process would end.
    });
    try {
      // Recovery does not notice a connection that dies while it is being set up.
      await Promise.race([this.#openChannel(model), lost]);
    } catch (error) {
      await disconnect(model);
      throw error;
    }
  }

  async #openChannel(model: ChannelModel): Promise<void> {
    const channel = await this.#options.createChannel(model);
    if (this.#model === model) this.#channel = channel;
    channel.on('error', (error) => {
      this.#options.log.warn({ err: error }, 'RabbitMQ closed a channel');
    });
    // Recovery looks at connections only: a channel that dies takes its connection along. A moment
    // later, since a connection that is dying itself closes its channels first.
    channel.on('close', () => {
      if (this.#channel === channel) this.#channel = undefined;
      setImmediate(() => {
        if (this.#model === model) this.renew();
      });
    });
    await this.#options.open(channel, model);
  }

  #enter(state: ConnectionState): void {
    if (this.#closed) return;
    this.#state = state;
    this.#endAttempt();
    const message = state.connected ? 'Connected to RabbitMQ' : state.reason;
    // Attempts that fail in the same way one after the other are one thing to know.
    if (message === this.#logged) return;
    this.#logged = message;
    const data = { broker: this.#address, for: this.#options.purpose };
    if (state.connected) this.#options.log.info(data, message);
    else this.#options.log.warn(data, message);
  }
}

function down(reason: string): ConnectionState {
  return { connected: false, reason };
}
