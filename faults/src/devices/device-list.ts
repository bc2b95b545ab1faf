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

/** What the receivers read: each of these vehicles may send by its key and by its tracker. */
export function deviceLines(vehicles: readonly string[]): string {
  return vehicles
    .map((vehicle) => {
      const key = hashOf(keyOf(vehicle)).toString('hex');
      return JSON.stringify({ vehicle, key, device: imeiOf(vehicle) });
    })
    .join('\n');
}
