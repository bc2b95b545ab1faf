import { spawn, type ChildProcess } from 'node:child_process';
import type { Kubectl } from './kubectl.ts';

const startTimeoutMs = 60_000;
const retryMs = 300;

/**
 * A port of this machine that leads to a pod or Service, whatever network policies say. `kubectl
 * port-forward` ends with the pod it chose; this one is then started again on the same port, so that
 * a client that reconnects finds the next pod.
 */
export class PortForward {
  readonly #kubectl: Kubectl;
  readonly #target: string;
  readonly #remotePort: number | string;
  #localPort = 0;
  #process: ChildProcess | undefined;
  #isClosed = false;

  private constructor(kubectl: Kubectl, target: string, remotePort: number | string) {
    this.#kubectl = kubectl;
    this.#target = target;
    this.#remotePort = remotePort;
    process.once('exit', this.close);
  }

  /** Resolves when the port, a number or a name, is open; `target` is like `service/fleetman-queue` or `pod/queue-0`. */
  static async open(kubectl: Kubectl, target: string, port: number | string): Promise<PortForward> {
    const forward = new PortForward(kubectl, target, port);
    try {
      await forward.#start();
    } catch (error) {
      forward.close();
      throw error;
    }
    return forward;
  }

  /** `host:port` on this machine. */
  get host(): string {
    return `127.0.0.1:${this.#localPort}`;
  }

  readonly close = (): void => {
    this.#isClosed = true;
    this.#process?.kill();
    process.off('exit', this.close);
  };

  #start(): Promise<void> {
    const ports = `${this.#localPort || ''}:${this.#remotePort}`;
    const child = spawn(
      'kubectl',
      [...this.#kubectl.place, 'port-forward', '--address', '127.0.0.1', this.#target, ports],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = child;
    let said = '';
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill(), startTimeoutMs);
      const listen = (chunk: Buffer): void => {
        // Bounded: it goes on to report each connection.
        said = `${said}${chunk.toString()}`.slice(-2_000);
        const port = /Forwarding from 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        this.#localPort = Number(port);
        resolve();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('error', reject);
      child.once('exit', () => {
        clearTimeout(timer);
        reject(new Error(`kubectl port-forward ${this.#target} ${ports} ended:\n${said}`));
        // Only a forward that was open once has a port to come back to.
        if (this.#localPort > 0) this.#restartSoon();
      });
    });
  }

  #restartSoon(): void {
    if (this.#isClosed) return;
    setTimeout(() => {
      // Whether it succeeds shows in the next try: each ends by asking for another.
      if (!this.#isClosed) this.#start().catch(() => undefined);
    }, retryMs);
  }
}
