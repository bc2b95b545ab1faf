import { hopelessAfter, suspectAfter } from '../consuming/suspects/returns.ts';
import { mapTransformation } from './map-message.ts';
import type { StompFrame } from './stomp-frame.ts';
import type { StompSession } from './stomp-session.ts';

/** How often it is looked whether others have left suspects behind, in milliseconds. */
const lookMs = 5_000;

/** Hopeless messages on their way to be parked. */
const hopelessPrefetch = 10;

/** How often a message came back is in no header of STOMP, but ActiveMQ selects by it: it is 1 at first. */
function selectors(forgiven: number) {
  const [most, mostSuspect] = [suspectAfter + forgiven, hopelessAfter + forgiven];
  return {
    reports: `JMSXDeliveryCount <= ${most}`,
    suspects: `JMSXDeliveryCount > ${most} AND JMSXDeliveryCount <= ${mostSuspect}`,
    hopeless: `JMSXDeliveryCount > ${mostSuspect}`,
  } as const;
}

type Lane = keyof ReturnType<typeof selectors>;

/** The least that the messages of a lane came back. */
const returns: Readonly<Record<Lane, number>> = {
  reports: 0,
  suspects: suspectAfter,
  hopeless: hopelessAfter,
};

/**
 * The subscriptions of one session to one queue: first to suspects, one at a time, and to all others when
 * there are none, so that a suspect is alone in hand. What is hopeless only gets parked, and comes always.
 */
export class SuspectLanes {
  readonly #session: StompSession;
  readonly #destination: string;
  readonly #selectors: Readonly<Record<Lane, string>>;
  readonly #onMessage: (returns: number, message: StompFrame) => void;
  #lane: 'suspects' | 'reports' | undefined;
  #prefetch = 1;
  #subscriptions = 0;
  /** One look at the queue after the other: each browses by the same subscription, and may change the lane. */
  #looking: Promise<unknown> = Promise.resolve();

  /** `forgiven` returns of each message are our own doing. */
  constructor(
    session: StompSession,
    queue: string,
    forgiven: number,
    onMessage: (returns: number, message: StompFrame) => void,
  ) {
    this.#session = session;
    this.#destination = `/queue/${queue}`;
    this.#selectors = selectors(forgiven);
    this.#onMessage = onMessage;
  }

  /** Subscribes. Calls `onSuspect` once when suspects turn up while others may be in hand. */
  async start(prefetch: number, onSuspect: () => void): Promise<void> {
    this.#prefetch = prefetch;
    await this.#subscribe('hopeless', hopelessPrefetch);
    await this.#inTurn(() => this.#choose());
    let isLooking = false;
    const timer = setInterval(() => {
      if (isLooking) return;
      isLooking = true;
      const looked = this.#inTurn(() =>
        this.#look(() => {
          clearInterval(timer);
          onSuspect();
        }),
      );
      // It fails when the session has ended, and with it the messages in hand.
      looked.catch(() => undefined).finally(() => (isLooking = false));
    }, lookMs);
    void this.#session.ended.then(() => {
      clearInterval(timer);
    });
  }

  /** The broker may hand over so many more reports: by another subscription, as one never changes. */
  widen(messages: number): void {
    if (messages === 0 || this.#lane !== 'reports') return;
    // The session ends when this fails, and the next one begins anew.
    this.#subscribe('reports', messages).catch(() => undefined);
  }

  /** A message was acknowledged: the last suspect may be done with. */
  acknowledged(): void {
    if (this.#lane !== 'suspects') return;
    // The session ends when this fails, and the next one begins anew.
    this.#inTurn(() => this.#choose()).catch(() => undefined);
  }

  #inTurn(look: () => Promise<void>): Promise<void> {
    const looked = this.#looking.then(look);
    this.#looking = looked.catch(() => undefined);
    return looked;
  }

  async #choose(): Promise<void> {
    if (this.#lane === 'reports') return;
    if (await this.#hasSuspects()) {
      if (this.#lane === undefined) await this.#subscribe('suspects', 1);
      this.#lane = 'suspects';
    } else {
      const previous = this.#lane;
      this.#lane = 'reports';
      if (previous) await this.#session.unsubscribe(previous);
      await this.#subscribe('reports', this.#prefetch);
    }
  }

  /** Others may have left suspects behind, or be done with the last one. */
  async #look(onSuspect: () => void): Promise<void> {
    if (this.#lane === 'suspects') await this.#choose();
    else if (await this.#hasSuspects()) onSuspect();
  }

  /** Browses the queue for the first of them. */
  async #hasSuspects(): Promise<boolean> {
    const found = Promise.withResolvers<boolean>();
    const headers = {
      id: 'browse',
      destination: this.#destination,
      selector: this.#selectors.suspects,
      browser: 'true',
      ack: 'client',
      'activemq.prefetchSize': 1,
    };
    await this.#session.subscribe(headers, (message) => {
      found.resolve(message.headers.get('browser') !== 'end');
    });
    const ended = this.#session.ended.then((error) => Promise.reject(error));
    const hasSuspects = await Promise.race([found.promise, ended]);
    await this.#session.unsubscribe(headers.id);
    return hasSuspects;
  }

  async #subscribe(lane: Lane, prefetch: number): Promise<void> {
    this.#subscriptions += 1;
    const headers = {
      // Of the suspects, which are unsubscribed from, there is only one.
      id: lane === 'reports' ? `${lane} ${this.#subscriptions}` : lane,
      destination: this.#destination,
      ack: 'client-individual',
      selector: this.#selectors[lane],
      'activemq.prefetchSize': prefetch,
      ...mapTransformation,
    };
    await this.#session.subscribe(headers, (message) => {
      this.#onMessage(returns[lane], message);
    });
  }
}
