import { Agent, get } from 'node:http';
import { describeError } from '@fleetman/toolkit';
import type { RunLog } from '../log/run-log.ts';
import type { Sightings } from './sightings.ts';

const askEveryMs = 50;
const answerTimeoutMs = 10_000;

/** What the gateways answer of a vehicle, as far as it is read here; histories leave its name out. */
interface Answered {
  readonly name?: string;
  readonly timestamp: string;
}

/** Front ends that ask: the fleet, one vehicle and a history in turn, 20 times a second, on few connections. */
export class Questions {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });
  readonly #timer: NodeJS.Timeout;
  readonly #pending = new Set<Promise<void>>();
  readonly #log: RunLog;
  readonly #sightings: Sightings;
  #turn = 0;
  #isHeld = false;

  /** Asks at once; `vehicle` gives a name to ask about, which is known. */
  constructor(url: string, vehicle: () => string, log: RunLog, sightings: Sightings) {
    this.#log = log;
    this.#sightings = sightings;
    this.#timer = setInterval(() => {
      if (this.#isHeld) return;
      const asked = vehicle();
      const paths = ['vehicles/', `vehicles/${asked}`, `history/${asked}?limit=20`];
      const path = paths[this.#turn++ % paths.length] ?? '';
      const work = this.#ask(`${url}/${path}`, asked).finally(() => this.#pending.delete(work));
      this.#pending.add(work);
    }, askEveryMs);
  }

  /** Asks nothing until {@link goOn}; resolves when all that was asked is answered. */
  async hold(): Promise<void> {
    this.#isHeld = true;
    await Promise.all(this.#pending);
  }

  goOn(): void {
    this.#isHeld = false;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#pending);
    this.#agent.destroy();
  }

  async #ask(url: string, asked: string): Promise<void> {
    const at = Date.now();
    try {
      const body = await this.#answer(url);
      // Our own gateway's answer; a wrong shape fails below and is reported.
      const answer = JSON.parse(body) as Answered | readonly Answered[];
      for (const { name = asked, timestamp } of [answer].flat()) {
        this.#sightings.see('a gateway', name, Date.parse(timestamp));
      }
      this.#log.write({ kind: 'asked', at, tookMs: Date.now() - at });
    } catch (error) {
      const failure = `${new URL(url).pathname}: ${describeError(error)}`;
      this.#log.write({ kind: 'asked', at, tookMs: Date.now() - at, failure });
    }
  }

  /** Asks once more where a kept connection was closed in the moment of its use, as browsers do (RFC 9112, 9.3.1). */
  async #answer(url: string): Promise<string> {
    try {
      return await ask(url, this.#agent);
    } catch (error) {
      if (!(error instanceof IdleConnectionClosed)) throw error;
      return ask(url, new Agent());
    }
  }
}

class IdleConnectionClosed extends Error {}

/** Resolves with the whole answer if its status is 200. */
function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    let isAnswered = false;
    const request = get(url, { agent, signal: AbortSignal.timeout(answerTimeoutMs) }, (answer) => {
      isAnswered = true;
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => (body += text));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`status ${answer.statusCode ?? 'missing'} ${body.slice(0, 200)}`));
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const wasClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      const mayAskAgain = request.reusedSocket && !isAnswered && wasClosed;
      reject(mayAskAgain ? new IdleConnectionClosed(error.message) : error);
    });
  });
}
