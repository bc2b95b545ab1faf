import { pauseBetween, type Fault } from './fault.ts';

/** RabbitMQ's own defaults. */
const [memoryShare, diskLimit] = ['0.4', '50MB'];

/** RabbitMQ stops reading from all that publish while it has too much in memory, as it believes. */
const memoryAlarm: Fault = {
  name: 'memory alarm',
  inject: async (scene) => {
    const { broker } = scene.stack;
    await broker.control('set_vm_memory_high_watermark', '0.000001');
    await pauseBetween(scene, 2_000, scene.isQuick ? 3_000 : 15_000);
    await broker.control('set_vm_memory_high_watermark', memoryShare);
  },
};

/** As it is when no disk is large enough. */
const brokerDiskFull: Fault = {
  name: "broker's disk full",
  inject: async (scene) => {
    const { broker } = scene.stack;
    await broker.control('set_disk_free_limit', '100000GB');
    await pauseBetween(scene, 2_000, scene.isQuick ? 3_000 : 15_000);
    await broker.control('set_disk_free_limit', diskLimit);
  },
};

/**
 * Not a byte is left where the data lie, nor in what the database has reserved there. It is started again
 * once there is room, if it does not write on by itself.
 */
const databaseDiskFull: Fault = {
  name: "database's disk full",
  problem: ({ database }) =>
    database.hasOwnDisk ? undefined : 'no file system could be mounted for the data',
  inject: async (scene) => {
    const { database } = scene.stack;
    const makeRoom = await database.fillDisk();
    try {
      await pauseBetween(scene, 3_000, scene.isQuick ? 4_000 : 15_000);
    } finally {
      makeRoom();
    }
    if (await database.takesWrites()) return;
    // WiredTiger gives up for good. MongoDB ends itself then, the stand-in of the rig does not.
    await database.kill();
    await database.start();
  },
};

/** What is used up. */
export const resourceFaults: readonly Fault[] = [memoryAlarm, brokerDiskFull, databaseDiskFull];
