import { openDeadLetterBox } from '@fleetman/messaging';
import { loadConfig, runProgram } from '@fleetman/service-kit';
import { trackerConfig } from './config.ts';
import { readOrder } from './dead-letters/read-order.ts';
import { workOn } from './dead-letters/work-on.ts';

/**
 * `node dist/dead-letters.js list|show|replay|drop [--cause CAUSE] [--count N]`: works on what was parked, at
 * the broker that `QUEUE_URL` names.
 */
await runProgram('dead-letters', async () => {
  const order = readOrder(process.argv.slice(2));
  const box = await openDeadLetterBox(loadConfig(trackerConfig).QUEUE_URL);
  try {
    return await workOn(box, order, (line) => process.stdout.write(`${line}\n`));
  } finally {
    await box.close();
  }
});
