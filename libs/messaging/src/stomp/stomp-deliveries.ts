import { Budget } from '../budget.ts';
import type { MessageSource } from '../consuming/batch-consumer.ts';
import { isTooLarge, tooLarge } from '../consuming/delivery.ts';
import type { ParkingLedger } from '../consuming/parking-ledger.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { publishedAtHeader } from '../message-headers.ts';
import { mapTransformation, plainBody } from './map-message.ts';
import type { StompFrame } from './stomp-frame.ts';
import type { StompSession } from './stomp-session.ts';

/**
 * Bytes of messages too large to read that may wait to be parked. The prefetch counts messages
 * however large they are.
 */
const unreadBytes = 16 * 1024 * 1024;

/** A message between delivery and acknowledgement. */
interface InHand {
  readonly ack: string;
  readonly unreadBytes: number;
}

/** Hands on what a session delivers. A message can be acknowledged in its own session only. */
export class StompDeliveries implements MessageSource {
  readonly ledger: ParkingLedger;
  readonly #session: StompSession;
  readonly #park: MessageSource['park'];
  readonly #unread = new Budget(unreadBytes);
  /** In the order they came. */
  #inHand: InHand[] = [];

  constructor(session: StompSession, park: MessageSource['park'], ledger: ParkingLedger) {
    this.#session = session;
    this.#park = park;
    this.ledger = ledger;
  }

  /** Calls `onMessage` from now on, until the session ends. */
  async start(
    queue: string,
    prefetch: number,
    onMessage: (body: Buffer, publishedAt: unknown) => void,
  ): Promise<void> {
    const headers = {
      id: 'reports',
      destination: `/queue/${queue}`,
      ack: 'client-individual',
      'activemq.prefetchSize': prefetch,
      ...mapTransformation,
    };
    await this.#session.subscribe(headers, (message) => {
      if (this.#keep(message)) onMessage(bodyOf(message), publishedAt(message));
      else this.#refuse(message);
    });
  }

  /** Parks nothing for a session that has ended: its messages will come again over the next. */
  async park(letters: readonly DeadLetter[]): Promise<void> {
    if (this.#session.isOpen) await this.#park(letters);
  }

  acknowledge(count: number): void {
    const done = this.#inHand.slice(0, count);
    this.#inHand = this.#inHand.slice(count);
    for (const message of done) this.#unread.giveBack(message.unreadBytes);
    this.#session.send(done.map(({ ack }) => ({ command: 'ACK', headers: { id: ack } })));
  }

  /** Whether there is room for the message. */
  #keep({ headers, body, size }: StompFrame): boolean {
    const unread = isTooLarge(body) ? size : 0;
    if (size > body.length || (unread > 0 && !this.#unread.tryTake(unread))) return false;
    this.#inHand.push({ ack: headers.get('ack') ?? '', unreadBytes: unread });
    return true;
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
