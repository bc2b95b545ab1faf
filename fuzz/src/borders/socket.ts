import { liveSocketPath } from '@fleetman/contract';
import { pause } from '@fleetman/toolkit';
import { io, type Socket } from 'socket.io-client';
import type { Border } from '../border.ts';
import { startFleet } from '../fleet.ts';

const views = [
  { north: -29.8, south: -30, east: -71.1, west: -71.4 },
  { north: 10, south: -10, east: -170, west: 170, follow: 'City Truck', watch: ['Bus'] },
  { north: 91, south: '0', east: null, west: [] },
  { north: 1, south: 2, east: 3, west: 4, follow: 'x'.repeat(1_000), watch: Array(30).fill('a') },
];

/** A client sends at most so many messages before the gateway may end its connection. */
const messagesPerClient = 30;

/** The live stream: whatever a page sends, the gateway goes on for the others. */
export async function openSocket(): Promise<Border> {
  const fleet = await startFleet();
  const connect = () =>
    io(fleet.gatewayUrl, {
      ...{ path: `/${liveSocketPath.replace(/^\//, '')}`, transports: ['websocket'] },
      ...{ auth: { codec: 1 }, forceNew: true, reconnection: false },
    });
  const witness = connect();
  let frames = 0;
  witness.on('fleet', () => frames++);
  let client = connect();
  let sent = 0;
  return {
    seeds: views.map((view) => Buffer.from(JSON.stringify(['view', view]))),
    live: `${fleet.gatewayUrl}/health/live`,
    take: async (input) => {
      // A packet that cannot be read ends its connection.
      if (sent++ % messagesPerClient === 0 || !client.connected) {
        client.disconnect();
        client = connect();
        await connected(client);
      }
      send(client, input);
      await pause(1);
    },
    finish: async () => {
      const before = frames;
      witness.emit('view', views[0]);
      for (let left = 200; left > 0 && frames === before; left--) await pause(50);
      return frames > before ? [] : ['a page that behaved well is answered no more'];
    },
    close: async () => {
      client.disconnect();
      witness.disconnect();
      await fleet.close();
    },
  };
}

/** The digit that begins the packet of an event; the next bytes are its list, as JSON. */
const eventPacket = '2';

/**
 * Sends what is text as a packet that the client has not looked at: it would refuse some names, and fail
 * at deep nesting before the gateway had seen it. What is none goes as bytes, which socket.io sends in a
 * way of its own.
 */
function send(client: Socket, input: Buffer): void {
  const text = input.toString();
  if (!Buffer.from(text).equals(input)) client.emit('view', input);
  else client.io.engine.send(eventPacket + (text.startsWith('[') ? text : `["view",${text}]`));
}

async function connected(client: Socket): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!client.connected) {
    if (performance.now() > deadline) throw new Error('the gateway takes no client any more');
    await pause(5);
  }
}
