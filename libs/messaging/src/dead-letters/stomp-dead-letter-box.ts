import { randomUUID } from 'node:crypto';
import { deadLetterQueue } from '../position-queue-options.ts';
import { drawHeader, newDraw } from '../stomp/letter-sample.ts';
import type { StompFrame } from '../stomp/stomp-frame.ts';
import { StompSession } from '../stomp/stomp-session.ts';
import { parseStompUrl } from '../stomp/stomp-url.ts';
import type { DeadLetterBox, LetterVerdict, ParkedLetter } from './dead-letter-box.ts';

/** The dead letters on ActiveMQ. */
export class StompDeadLetterBox implements DeadLetterBox {
  readonly #session: StompSession;
  readonly #queue: string;
  /** Marks the copies of letters that are kept, so that they are not seen again. */
  #mark = '';

  private constructor(session: StompSession, queue: string) {
    this.#session = session;
    this.#queue = queue;
  }

  static async open(url: string, queue: string): Promise<StompDeadLetterBox> {
    return new StompDeadLetterBox(await StompSession.open(parseStompUrl(url)), queue);
  }

  async sweep(judge: (letter: ParkedLetter) => LetterVerdict): Promise<void> {
    const dead = deadLetterQueue(this.#queue);
    this.#mark = randomUUID();
    for (;;) {
      if (!(await this.#hasMore(dead))) return;
      const message = await this.#first(dead, {});
      const verdict = judge(letterOf(message));
      if (verdict === 'keep' || verdict === 'stop') await this.#send(dead, message);
      if (verdict === 'replay') await this.#send(this.#queue, message);
      await this.#session.confirm([
        { command: 'ACK', headers: { id: message.headers.get('ack') ?? '' } },
      ]);
      await this.#session.unsubscribe('sweep');
      if (verdict === 'stop') return;
    }
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  async #hasMore(queue: string): Promise<boolean> {
    const found = await this.#first(queue, { browser: 'true' });
    await this.#session.unsubscribe('sweep');
    return found.headers.get('browser') !== 'end';
  }

  /** The first message of a new subscription to what was not seen; the session's end rejects it. */
  async #first(queue: string, headers: Readonly<Record<string, string>>): Promise<StompFrame> {
    const first = Promise.withResolvers<StompFrame>();
    const subscription = {
      id: 'sweep',
      destination: `/queue/${queue}`,
      ack: 'client-individual',
      selector: `swept IS NULL OR swept <> '${this.#mark}'`,
      'activemq.prefetchSize': 1,
      ...headers,
    };
    await this.#session.subscribe(subscription, first.resolve);
    const ended = this.#session.ended.then((error) => Promise.reject(error));
    return Promise.race([first.promise, ended]);
  }

  async #send(queue: string, message: StompFrame): Promise<void> {
    const { cause, detail, count } = letterOf(message);
    const draw = message.headers.get(drawHeader) ?? newDraw();
    const kept = { cause, detail, count, swept: this.#mark, [drawHeader]: draw };
    const headers = {
      destination: `/queue/${queue}`,
      persistent: 'true',
      'content-length': message.headers.get('content-length'),
      ...(queue === this.#queue ? {} : kept),
    };
    await this.#session.confirm([{ command: 'SEND', headers, body: message.body }]);
  }
}

function letterOf({ headers, body }: StompFrame): ParkedLetter {
  return {
    cause: headers.get('cause') ?? 'unknown',
    detail: headers.get('detail') ?? '',
    count: Number(headers.get('count') ?? 1),
    body,
  };
}
