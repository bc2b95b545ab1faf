import { pause } from '@fleetman/toolkit';
import type { TcpProxy } from '@fleetman/messaging/testing';
import type { Stack } from '../processes/stack.ts';
import { awayMs, pauseBetween, type Fault } from './fault.ts';

const slownessMs = 2_000;

/** A few times, each connection in the middle of what is being said. */
function cut(name: string, choose: (stack: Stack) => readonly TcpProxy[]): Fault {
  return {
    name,
    inject: async (scene) => {
      const lines = choose(scene.stack);
      for (let left = 3; left > 0; left--) {
        for (const line of lines) line.cutMidway();
        await pauseBetween(scene, 100, 400);
        for (const line of lines) line.resume();
        await pauseBetween(scene, 100, 1_000);
      }
    },
  };
}

const brokerAway: Fault = {
  name: 'broker away',
  inject: async (scene) => {
    const { brokerLines } = scene.stack;
    await Promise.all(brokerLines.map((line) => line.refuse()));
    await pause(awayMs(scene));
    await Promise.all(brokerLines.map((line) => line.accept()));
  },
};

/** Each of its answers comes late. */
const databaseSlow: Fault = {
  name: 'database slow by 2 s',
  inject: async ({ stack, isQuick }) => {
    for (const line of stack.databaseLines) line.slowDown(slownessMs);
    await pause(isQuick ? 6_000 : 20_000);
    for (const line of stack.databaseLines) line.slowDown(0);
  },
};

/** What happens to connections. */
export const networkFaults: readonly Fault[] = [
  cut('broker cut in mid-frame', ({ brokerLines }) => brokerLines),
  cut('database cut in mid-frame', ({ databaseLines }) => databaseLines),
  brokerAway,
  databaseSlow,
];
