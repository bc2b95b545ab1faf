import { createHash } from 'node:crypto';

const hashOf = (text: string) => createHash('sha256').update(text).digest();

/** The key of a vehicle's phone, made of its name, so that nobody has to remember it. */
export function keyOf(vehicle: string): string {
  return hashOf(`key of ${vehicle}`).toString('hex', 0, 16);
}

/** The IMEI of a vehicle's tracker, made of its name: 15 digits. */
export function imeiOf(vehicle: string): string {
  return String(hashOf(vehicle).readUIntBE(0, 6)).padStart(15, '0');
}

/** The key of a system that reports for many vehicles. */
export const bridgeKey = keyOf('bridge');

/** What the receivers read: a bridge's key, and that each of these vehicles may send by its key and by its tracker. */
export function deviceLines(vehicles: readonly string[]): string {
  const sha256 = (key: string) => hashOf(key).toString('hex');
  const owners = vehicles.map((vehicle) => ({
    vehicle,
    key: sha256(keyOf(vehicle)),
    device: imeiOf(vehicle),
  }));
  const lines = [{ bridge: 'Traccar', key: sha256(bridgeKey) }, ...owners];
  return lines.map((line) => JSON.stringify(line)).join('\n');
}
