import { pause } from '@fleetman/toolkit';
import type { Part } from '../processes/part.ts';
import type { Replica, Stack } from '../processes/stack.ts';
import { awayMs, pauseBetween, pick, type Fault, type Scene } from './fault.ts';

type Choose = (scene: Scene) => Part;

const aTracker: Choose = (scene) => pick(scene, scene.stack.trackers).process;
const aGateway: Choose = (scene) => pick(scene, scene.stack.gateways).process;
const aReceiver: Choose = (scene) => pick(scene, scene.stack.receivers).process;
const theBroker: Choose = ({ stack }) => stack.broker;
const theDatabase: Choose = ({ stack }) => stack.database;

/** Up to three times, also while it still starts. */
function killService(name: string, choose: Choose): Fault {
  return {
    name,
    inject: async (scene) => {
      for (let left = pick(scene, [1, 2, 3]); left > 0; left--) {
        await choose(scene).kill();
        if (left > 1) await pauseBetween(scene, 100, 1_500);
      }
    },
  };
}

function killServer(name: string, choose: Choose): Fault {
  return {
    name,
    startsBroker: choose === theBroker,
    inject: async (scene) => {
      const server = choose(scene);
      await server.kill();
      await pauseBetween(scene, 0, 1_000);
      await server.start();
    },
  };
}

/** As a machine that swaps, or a container without processor time. */
function freeze(name: string, choose: Choose): Fault {
  return {
    name,
    inject: async (scene) => {
      const part = choose(scene);
      part.freeze();
      try {
        await pauseBetween(scene, 2_000, scene.isQuick ? 5_000 : 20_000);
      } finally {
        part.thaw();
      }
    },
  };
}

/** One after the other, each when the one before is ready again. */
function roll(name: string, choose: (stack: Stack) => readonly Replica[]): Fault {
  return {
    name,
    isRolling: true,
    inject: async (scene) => {
      for (const { process } of choose(scene.stack)) {
        await process.stop();
        await process.ready();
        await pauseBetween(scene, 200, 600);
      }
    },
  };
}

const restartBroker: Fault = {
  name: 'broker restarted',
  startsBroker: true,
  inject: async ({ stack }) => {
    await stack.broker.stop();
    await stack.broker.start();
  },
};

const databaseAway: Fault = {
  name: 'database killed and away',
  inject: async (scene) => {
    const { database } = scene.stack;
    await database.kill();
    await pause(awayMs(scene));
    await database.start();
  },
};

/** As a power cut does. */
const everythingKilled: Fault = {
  name: 'everything killed',
  startsBroker: true,
  inject: async ({ stack }) => {
    const { broker, database, trackers, gateways, receivers } = stack;
    const services = [...trackers, ...gateways, ...receivers].map(({ process }) => process);
    await Promise.all([broker, database, ...services].map((part) => part.kill()));
    await Promise.all([broker.start(), database.start()]);
  },
};

/** What happens to processes. */
export const processFaults: readonly Fault[] = [
  killService('tracker killed', aTracker),
  killService('gateway killed', aGateway),
  killService('receiver killed', aReceiver),
  killServer('broker killed', theBroker),
  killServer('database killed', theDatabase),
  freeze('tracker stopped', aTracker),
  freeze('gateway stopped', aGateway),
  freeze('receiver stopped', aReceiver),
  freeze('broker stopped', theBroker),
  freeze('database stopped', theDatabase),
  roll('trackers rolled', ({ trackers }) => trackers),
  roll('gateways rolled', ({ gateways }) => gateways),
  roll('receivers rolled', ({ receivers }) => receivers),
  restartBroker,
  everythingKilled,
  databaseAway,
];
