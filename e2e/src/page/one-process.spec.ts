import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pause, seededRandom } from '@fleetman/toolkit';
import { expect, test } from '@playwright/test';
import { Program } from '../programs/program.ts';

/** Eight in a pipeline; `FLEETMAN_KILLS=50` for the whole proof. */
const kills = Number(process.env['FLEETMAN_KILLS'] ?? 8);
const fixesAtOnce = 200;
/** Before each kill, at most. */
const mostFixes = 4_000;
const vehicle = 'Van 1';
const key = '0123456789abcdef0123456789abcdef';
const random = seededRandom('kills');

/** An app that sends what it was not told yes for again, and forgets all else. */
class Sender {
  readonly toldYes = new Set<number>();
  attempted = 0;
  #next = Date.now() - 300_000_000;
  #waiting: number[] = [];
  #isOver = false;

  /** Sends until {@link stop}, to whatever process listens just now. */
  async run(address: () => string): Promise<void> {
    while (!this.#isOver || this.#waiting.length > 0) {
      while (this.#waiting.length < fixesAtOnce && !this.#isOver) {
        this.#waiting.push((this.#next += 1_000));
      }
      const sent = this.#waiting.slice(0, fixesAtOnce);
      this.attempted += sent.length;
      if (await this.#post(address(), sent)) {
        for (const time of sent) this.toldYes.add(time);
        this.#waiting = this.#waiting.slice(sent.length);
      } else {
        await pause(20);
      }
    }
  }

  stop(): void {
    this.#isOver = true;
  }

  /** Ends at once, for a test that has failed. */
  giveUp(): void {
    this.stop();
    this.#waiting = [];
  }

  async #post(url: string, times: readonly number[]): Promise<boolean> {
    const reports = times.map((time) => ({
      ...{ vehicle, lat: -29.9, lng: -71.2 + (time % 1_000_000_000) / 1e11, time },
    }));
    try {
      const init = { method: 'POST', body: JSON.stringify(reports) };
      const signal = AbortSignal.timeout(5_000);
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(`${url}/in/${key}/report`, { ...init, headers, signal });
      return response.ok;
    } catch {
      // Killed, or not there yet.
      return false;
    }
  }
}

function storedTimes(folder: string): number[] {
  const database = new DatabaseSync(join(folder, 'data', 'fleet.db'), { readOnly: true });
  const rows = database.prepare('SELECT time FROM fixes').all();
  database.close();
  return rows.map(({ time }) => Number(time));
}

test('one process loses and doubles no fix that it said yes to, however often it is killed', async () => {
  test.setTimeout(60_000 + kills * 15_000);
  const folder = mkdtempSync(join(tmpdir(), 'fleetman-killed-'));
  const devices = join(folder, 'devices.jsonl');
  const sha256 = createHash('sha256').update(key).digest('hex');
  writeFileSync(devices, JSON.stringify({ vehicle, key: sha256 }));
  const environment = { SIMULATOR: '0', DATA: join(folder, 'data'), DEVICES_FILE: devices };
  const start = () =>
    Program.start('embedded/dist/main.js', { ...environment, TELTONIKA_PORT: 'off' });
  let program = await start();
  const sender = new Sender();
  const sending = sender.run(() => program.url);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const before = sender.toldYes.size;
      // At any moment of a request.
      const after = before + Math.floor(random() * mostFixes);
      await expect.poll(() => sender.toldYes.size, { intervals: [1] }).toBeGreaterThan(after);
      await program.stop('SIGKILL');
      program = await start();
    }
    sender.stop();
    await sending;
    const history = await fetch(
      `${program.url}/api/history/${encodeURIComponent(vehicle)}?limit=9`,
    );
    expect(history.ok).toBe(true);
  } finally {
    sender.giveUp();
    await program.stop();
  }

  const stored = storedTimes(folder);
  const times = new Set(stored);
  const lost = [...sender.toldYes].filter((time) => !times.has(time));
  const doubled = stored.length - times.size;
  console.log(
    `${kills} kills: attempted ${sender.attempted}, told yes ${sender.toldYes.size}, ` +
      `stored ${stored.length}, lost ${lost.length}, doubled ${doubled}`,
  );
  expect({ lost, doubled }).toEqual({ lost: [], doubled: 0 });
  rmSync(folder, { recursive: true });
});

test('one process keeps what it parked, and takes it again when an operator says so', async () => {
  // Two starts, and a program of its own for each look at the letters.
  test.setTimeout(180_000);
  const patient = { timeout: 30_000 };
  const folder = mkdtempSync(join(tmpdir(), 'fleetman-parked-'));
  const [DATA, file] = [join(folder, 'data'), join(folder, 'devices.jsonl')];
  const keys = ['0', '1'].map((digit) => digit.repeat(32));
  const lines = keys.map((each, index) => {
    const sha256 = createHash('sha256').update(each).digest('hex');
    return JSON.stringify({ vehicle: `Van ${index}`, key: sha256 });
  });
  writeFileSync(file, lines.join('\n'));
  const environment = { SIMULATOR: '0', DATA, DEVICES_FILE: file, TELTONIKA_PORT: 'off' };
  const start = (MAX_VEHICLES: string) =>
    Program.start('embedded/dist/main.js', { ...environment, MAX_VEHICLES });
  const letters = async (...args: string[]): Promise<string> => {
    const script = fileURLToPath(new URL('../../../scripts/dead-letters.mjs', import.meta.url));
    const env = { ...process.env, DATA };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args], {
      env,
    });
    return stdout + stderr;
  };
  let program = await start('1');
  try {
    for (const each of keys) {
      const answer = await fetch(`${program.url}/in/${each}/osmand?lat=-29.9&lon=-71.25`);
      expect(answer.status).toBe(200);
    }
    await program.stop('SIGKILL');
    expect(await letters('list')).toContain('vehicles-full: 1 letters, 1 reports');

    program = await start('2');
    expect(await letters('replay', '--cause', 'vehicles-full')).toContain(
      '1 letters published again, within 2 s or when Fleetman is started again',
    );
    await expect
      .poll(async () => (await fetch(`${program.url}/api/vehicles/Van%201`)).status, patient)
      .toBe(200);
    await expect.poll(() => letters('list'), patient).toBe('dead-letters: 0 letters counted\n');
  } finally {
    await program.stop();
  }
  rmSync(folder, { recursive: true });
});
