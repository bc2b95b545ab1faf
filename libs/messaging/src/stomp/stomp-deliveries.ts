import type { ConsumerRoles } from '../broker-position-queue.ts';
import { Budget } from '../budget.ts';
import type { MessageSource } from '../consuming/batch-consumer.ts';
import { isTooLarge, tooLarge, type IncomingMessage } from '../consuming/delivery.ts';
import type { ParkingLedger } from '../consuming/parking/parking-ledger.ts';
import { PrefetchWindow } from '../consuming/prefetch-window.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { publishedAtHeader, traceparentHeader } from '../message-headers.ts';
import { plainBody } from './map-message.ts';
import type { StompFrame } from './stomp-frame.ts';
import type { StompSession } from './stomp-session.ts';
import { SuspectLanes } from './suspect-lanes.ts';

/**
 * Bytes of messages too large to read that may wait to be parked. The prefetch counts messages
 * however large they are.
 */
const unreadBytes = 16 * 1024 * 1024;

/** A message between delivery and acknowledgement. */
interface InHand {
  readonly ack: string;
  /** Of the window. */
  readonly bytes: number;
  /** Of the room for messages that are too large. */
  readonly unreadBytes: number;
}

/** What a session's deliveries lead to. */
export interface DeliveryEvents {
  /** Returns what the message takes in memory, in bytes. */
  readonly onMessage: (message: IncomingMessage) => number;
  /**
   * There are suspects in the queue while others are in hand, or more came than there is room for. Called
   * once, and nothing is handed on any more; a new consumer on another session gets the suspects
   * alone.
   */
  readonly onUnfit: () => void;
}

/** Hands on what a session delivers. A message can be acknowledged in its own session only. */
export class StompDeliveries implements MessageSource {
  readonly ledger: ParkingLedger;
  readonly #session: StompSession;
  readonly #roles: ConsumerRoles;
  readonly #forgiven: number;
  readonly #window: PrefetchWindow;
  readonly #unread = new Budget(unreadBytes);
  #lanes: SuspectLanes | undefined;
  /** In the order they came. */
  #inHand: InHand[] = [];
  #isDone = false;

  /** `forgiven` returns of each message are our own doing. */
  constructor(
    session: StompSession,
    roles: ConsumerRoles,
    ledger: ParkingLedger,
    { forgiven, prefetch }: { readonly forgiven: number; readonly prefetch: number },
  ) {
    this.#session = session;
    this.#roles = roles;
    this.#forgiven = forgiven;
    this.#window = new PrefetchWindow(prefetch);
    this.ledger = ledger;
  }

  /** Hands on what is in the queue, until the session ends or something unfit comes. */
  async start(queue: string, events: DeliveryEvents): Promise<void> {
    const lanes = new SuspectLanes(this.#session, queue, this.#forgiven, (returns, message) => {
      if (this.#isDone) return;
      if (this.#window.isOverfull) this.#end(events);
      else lanes.widen(this.#handOn(returns, message, events));
    });
    this.#lanes = lanes;
    await lanes.start(this.#window.size, () => {
      this.#end(events);
    });
  }

  /** Parks nothing for a session that has ended: its messages will come again over the next. */
  async park(letters: readonly DeadLetter[]): Promise<void> {
    if (this.#session.isOpen) await this.#roles.park(letters);
  }

  publishAnew(message: IncomingMessage): Promise<void> {
    return this.#roles.publishAnew(message);
  }

  acknowledge(count: number): void {
    const done = this.#inHand.splice(0, count);
    for (const message of done) {
      this.#window.remove(message.bytes);
      this.#unread.giveBack(message.unreadBytes);
    }
    this.#session.send(done.map(({ ack }) => ({ command: 'ACK', headers: { id: ack } })));
    this.#lanes?.acknowledged();
  }

  #end(events: DeliveryEvents): void {
    if (this.#isDone) return;
    this.#isDone = true;
    events.onUnfit();
  }

  /** Returns by how many messages the window grows. */
  #handOn(returns: number, message: StompFrame, events: DeliveryEvents): number {
    const { headers, body, size } = message;
    const unread = isTooLarge(body) ? size : 0;
    if (size > body.length || (unread > 0 && !this.#unread.tryTake(unread))) {
      this.#refuse(message);
      return 0;
    }
    const given = {
      body: bodyOf(message),
      publishedAt: publishedAt(message),
      traceparent: message.headers.get(traceparentHeader),
      returns,
    };
    const weight = events.onMessage(given);
    // What is too large has a room of its own.
    const bytes = unread > 0 ? 0 : weight;
    this.#inHand.push({ ack: headers.get('ack') ?? '', bytes, unreadBytes: unread });
    return bytes > 0 ? this.#window.add(bytes) : 0;
  }

  /** Has ActiveMQ itself move the message to its own dead-letter queue, `ActiveMQ.DLQ`. */
  #refuse({ headers, body, size }: StompFrame): void {
    this.#session.send([{ command: 'NACK', headers: { id: headers.get('ack') ?? '' } }]);
    this.ledger.enter(tooLarge(body, size));
  }
}

function bodyOf({ body }: StompFrame): Buffer {
  return isTooLarge(body) ? body : plainBody(body);
}

/** Ours say it themselves; for those of others there is the time of JMS. Both in milliseconds. */
function publishedAt({ headers }: StompFrame): number | undefined {
  const text = headers.get(publishedAtHeader) ?? headers.get('timestamp') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
