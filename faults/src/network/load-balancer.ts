import { once } from 'node:events';
import { get } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { pause } from '@fleetman/toolkit';
import { freePort } from '@fleetman/toolkit/testing';

/** How often replicas are asked whether they are ready, and how long they may take, in milliseconds. */
const [probeEveryMs, probeTimeoutMs] = [200, 1_000];

/** Where connections may go. */
export interface Backend {
  /** Of the service, which is asked there whether it is ready. */
  readonly url: string;
  /** Where connections go; that of the URL if it is not given. */
  readonly port?: number;
}

/**
 * What a Kubernetes Service does: each new connection goes to the next replica that is ready, and stays
 * with it. Refuses connections while none is ready.
 */
export class LoadBalancer {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #closing = new AbortController();
  readonly #ready = new Set<Backend>();
  readonly #probing: Promise<unknown>;
  #turn = 0;

  private constructor(port: number, replicas: readonly Backend[]) {
    this.url = `http://127.0.0.1:${port}`;
    this.#server = createServer((client) => {
      this.#join(client);
    });
    this.#server.listen(port, '127.0.0.1');
    this.#probing = Promise.all(replicas.map((replica) => this.#probe(replica)));
  }

  /** Listens on a free port for these replicas. */
  static async listen(replicas: readonly Backend[]): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(await freePort(), replicas);
    await once(balancer.#server, 'listening');
    return balancer;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await this.#probing;
  }

  async #probe(replica: Backend): Promise<void> {
    while (!this.#closing.signal.aborted) {
      if (await isReady(replica.url)) this.#ready.add(replica);
      else this.#ready.delete(replica);
      await pause(probeEveryMs, this.#closing.signal);
    }
  }

  #join(client: Socket): void {
    const replicas = [...this.#ready];
    const replica = replicas[this.#turn++ % replicas.length];
    if (replica === undefined) {
      client.destroy();
      return;
    }
    const { hostname, port } = new URL(replica.url);
    const server = connect(replica.port ?? Number(port), hostname);
    this.#carry(client, server);
    this.#carry(server, client);
  }

  #carry(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroySoon();
    });
  }
}

/**
 * Whether a service says that it can do its work. It is asked over a connection of its own, and not by `fetch`: that took
 * an eighth of a processor for the probes of one stack.
 */
export function isReady(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = get(`${url}/health/ready`, { agent: false }, (answer) => {
      resolve(answer.statusCode === 200);
      answer.resume();
    });
    // It does not listen, or has not answered in time.
    asking.on('error', () => {
      resolve(false);
    });
    const timer = setTimeout(() => asking.destroy(new Error('no answer')), probeTimeoutMs);
    asking.on('close', () => {
      clearTimeout(timer);
    });
  });
}
