import { Agent, get } from 'node:http';
import { describeError } from '@fleetman/toolkit';

/** Where a load goes: so many requests a second to one address. */
export interface LoadTarget {
  readonly url: string;
  readonly perSecond: number;
  /** Whether its requests share connections, as a browser's do, or each has a new one. */
  readonly keepAlive: boolean;
}

/** What became of a load. */
export interface LoadReport {
  readonly sent: number;
  /** How many were sent again on a new connection, because theirs had been closed while it was idle. */
  readonly sentAgain: number;
  /** One line for each request that had no answer or another than 200: when, what and why. */
  readonly failures: readonly string[];
}

const answerTimeoutMs = 10_000;

/** How many connections the requests share that are kept alive. */
const sharedConnections = 4;

/**
 * A steady, bounded load of GET requests. Like a browser it sends a request once more where a server
 * closed an idle connection in the very moment of its use, before any answer (RFC 9112, 9.3.1), and
 * counts that; whatever else fails has failed.
 */
export class HttpLoad {
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #agents: Agent[] = [];
  readonly #pending = new Set<Promise<void>>();
  readonly #failures: string[] = [];
  #sent = 0;
  #sentAgain = 0;

  /** Starts at once, and goes on until `stop`. */
  constructor(targets: readonly LoadTarget[]) {
    for (const { url, perSecond, keepAlive } of targets) {
      const agent = new Agent({ keepAlive, ...(keepAlive && { maxSockets: sharedConnections }) });
      this.#agents.push(agent);
      const send = (): void => {
        this.#send(url, agent);
      };
      this.#timers.push(setInterval(send, 1_000 / perSecond));
    }
  }

  /** How many requests were sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Sends no more, and resolves when the last request is answered or given up. */
  async stop(): Promise<LoadReport> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#pending);
    for (const agent of this.#agents) agent.destroy();
    return { sent: this.#sent, sentAgain: this.#sentAgain, failures: this.#failures };
  }

  #send(url: string, agent: Agent): void {
    this.#sent += 1;
    const begun = new Date();
    const answered = this.#ask(url, agent).catch((error: unknown) => {
      const why = describeError(error);
      this.#failures.push(`${begun.toISOString()} ${url}: ${why} after ${Date.now() - +begun} ms`);
    });
    this.#pending.add(answered);
    void answered.finally(() => this.#pending.delete(answered));
  }

  async #ask(url: string, agent: Agent): Promise<void> {
    try {
      await ask(url, agent);
    } catch (error) {
      if (!(error instanceof IdleConnectionClosed)) throw error;
      this.#sentAgain += 1;
      await ask(url, new Agent());
    }
  }
}

class IdleConnectionClosed extends Error {}

/** Resolves when the whole answer is there and its status is 200. */
function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const request = get(url, { agent, signal: AbortSignal.timeout(answerTimeoutMs) }, (answer) => {
      isAnswered = true;
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`status ${answer.statusCode ?? 'missing'}`));
      });
      answer.resume();
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const wasClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      const mayAskAgain = request.reusedSocket && !isAnswered && wasClosed;
      reject(mayAskAgain ? new IdleConnectionClosed(error.message) : error);
    });
  });
}
