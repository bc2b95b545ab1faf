import { openDeadLetterBox, type DeadLetterBox } from '@fleetman/messaging';
import { loadConfig, runProgram } from '@fleetman/service-kit';
import { trackerConfig } from './config.ts';
import { letterFileOf } from './dead-letters/kept/letter-file.ts';
import { SqliteDeadLetterBox } from './dead-letters/kept/sqlite-dead-letter-box.ts';
import { readOrder } from './dead-letters/read-order.ts';
import { workOn } from './dead-letters/work-on.ts';

/**
 * `node dist/dead-letters.js list|show|replay|drop [--cause CAUSE] [--count N]`: works on what was parked, at
 * the broker that `QUEUE_URL` names or, for a queue in memory, in the file beside that of `STORE_URL`.
 */
await runProgram('dead-letters', async () => {
  const order = readOrder(process.argv.slice(2));
  const config = loadConfig(trackerConfig);
  const file = letterFileOf(config);
  const box: DeadLetterBox =
    file === undefined ? await openDeadLetterBox(config.QUEUE_URL) : new SqliteDeadLetterBox(file);
  try {
    const done = await workOn(box, order, (line) => process.stdout.write(`${line}\n`));
    const isLater = file !== undefined && order.verb === 'replay';
    return isLater ? `${done}, within 2 s or when Fleetman is started again` : done;
  } finally {
    await box.close();
  }
});
