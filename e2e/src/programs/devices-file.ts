import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** The key of a test's device; nobody else has it. */
const key = '0123456789abcdef0123456789abcdef';

/** A file of devices with one vehicle in it, whose device a test speaks for. */
export class DevicesFile {
  readonly path: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.path = join(folder, 'devices.jsonl');
  }

  static async write(vehicle: string): Promise<DevicesFile> {
    const file = new DevicesFile(await mkdtemp(join(tmpdir(), 'fleetman-devices-')));
    const hash = createHash('sha256').update(key).digest('hex');
    await writeFile(file.path, `${JSON.stringify({ vehicle, key: hash })}\n`);
    return file;
  }

  /** Reports for the vehicle, to the receiver of this Fleetman. */
  async report(url: string, report: Readonly<Record<string, unknown>>): Promise<void> {
    const response = await fetch(`${url}/in/${key}/report`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ time: new Date().toISOString(), ...report }),
    });
    expect(response.status, await response.text()).toBe(200);
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}
