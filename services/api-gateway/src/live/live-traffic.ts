import type { Metrics } from '@fleetman/service-kit';
import type { Socket } from 'socket.io';
import type { LiveCoding } from './fleet-broadcaster.ts';

/** Counts the clients, and what is sent to them. */
export class LiveTraffic {
  readonly #bytes;

  constructor(metrics: Metrics, countClients: () => number) {
    metrics.gauge({
      name: 'fleetman_live_clients',
      help: 'Front ends that receive the fleet over a socket',
      read(gauge) {
        gauge.set(countClients());
      },
    });
    this.#bytes = metrics.counter({
      name: 'fleetman_live_bytes_total',
      help: 'Bytes of messages sent to front ends over sockets',
      labelNames: ['coding'],
    });
  }

  /** Counts what is sent over this connection from now on. */
  watch(connection: Socket['conn'], coding: LiveCoding): void {
    const bytes = this.#bytes.labels({ coding });
    connection.on('packetCreate', ({ data }: { readonly data?: string | Buffer }) => {
      // A text's length is its bytes but for names beyond ASCII; counting those would cost too much.
      bytes.inc(typeof data === 'string' ? data.length : (data?.byteLength ?? 0));
    });
  }
}
