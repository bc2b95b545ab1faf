/**
 * Makes a key for a vehicle's devices, or for a bridge: `node scripts/new-key.mjs "Van 1" >> devices.jsonl`
 * adds the line that DEVICES_FILE needs, which holds the key's SHA-256, and shows the key itself once, on the
 * terminal.
 */
import { createHash, randomBytes } from 'node:crypto';

const [first, second] = process.argv.slice(2);
const isBridge = first === '--bridge';
const name = isBridge ? second : first;
if (!name) {
  console.error('Say for whom: node scripts/new-key.mjs "Van 1", or --bridge "Traccar"');
  process.exit(1);
}
const key = randomBytes(16).toString('hex');
const hash = createHash('sha256').update(key).digest('hex');
console.log(JSON.stringify({ [isBridge ? 'bridge' : 'vehicle']: name, key: hash }));
console.error(`The key of ${name}, which is kept nowhere: ${key}`);
