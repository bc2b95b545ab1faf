import { maxDeviceSigns, type DeviceSigns, type DeviceTrouble } from '@fleetman/contract/registry';
import { Seldom } from '@fleetman/toolkit';
import type { DeviceSignTaker, VehicleSign } from './device-signs.ts';
import { doubtsOfFix } from './doubts-of-fix.ts';

/** How often the same is passed on, in milliseconds. */
const pace = { report: 30_000, key: 60_000, trouble: 5_000 } as const;

/** Knocks of one address and app in a while are one. */
const knockMs = 5_000;

/** Texts of the contract are of one line and have an end. */
const longestDetail = 300;

type Growing = { -readonly [Kind in keyof DeviceSigns]: DeviceSigns[Kind][number][] };

/**
 * Collects what devices do until somebody takes it. The first report of a vehicle is there at once, so is the
 * first after one with a trouble, the others twice a minute.
 */
export class SignCollector implements DeviceSignTaker {
  readonly #now: () => Date;
  readonly #reports = new Seldom(pace.report);
  readonly #keys = new Seldom(pace.key);
  readonly #troubles = new Seldom(pace.trouble);
  readonly #knocks = new Seldom(knockMs, 10_000);
  #signs = nothing();

  constructor(now: () => Date) {
    this.#now = now;
  }

  knock(knock: Parameters<DeviceSignTaker['knock']>[0]): void {
    const { app, address, why, device } = knock;
    if (!this.#isDue(this.#knocks, [why, app, address, device ?? ''])) return;
    const text = { ...(device !== undefined && { device: oneLine(device, 100) }) };
    this.#add('knocks', { ...knock, ...text, at: this.#time });
  }

  keyUsed(keyHash: string): void {
    if (this.#isDue(this.#keys, [keyHash])) this.#add('keys', keyHash);
  }

  took({ vehicle, app, fix }: Parameters<DeviceSignTaker['took']>[0]): void {
    for (const doubt of doubtsOfFix(fix, this.#now())) this.trouble({ vehicle, app, ...doubt });
    if (!this.#isDue(this.#reports, [vehicle])) return;
    const { time, accuracy } = fix;
    const known = accuracy !== undefined && accuracy <= 1e7 && { accuracy };
    const report = { vehicle, app, at: time.toISOString(), receivedAt: this.#time };
    this.#add('reports', { ...report, ...known });
  }

  trouble({ vehicle, app, what, detail }: VehicleSign & Omit<DeviceTrouble, 'at'>): void {
    if (!this.#isDue(this.#troubles, [vehicle, what])) return;
    this.#reports.forget(vehicle);
    const text = detail !== undefined && { detail: oneLine(detail, longestDetail) };
    this.#add('troubles', { vehicle, app, what, ...text, at: this.#time });
  }

  /** Hands out what was collected; undefined if there is nothing. */
  take(): DeviceSigns | undefined {
    const signs = this.#signs;
    if (Object.values(signs).every((list) => list.length === 0)) return undefined;
    this.#signs = nothing();
    return signs;
  }

  get #time(): string {
    return this.#now().toISOString();
  }

  #isDue(seldom: Seldom, name: readonly string[]): boolean {
    return seldom.isDue(name.join('\n'), this.#now().getTime());
  }

  #add<Kind extends keyof Growing>(kind: Kind, sign: Growing[Kind][number]): void {
    const list: Growing[Kind][number][] = this.#signs[kind];
    if (list.length < maxDeviceSigns) list.push(sign);
  }
}

function nothing(): Growing {
  return { knocks: [], troubles: [], reports: [], keys: [] };
}

/** As the contract has texts: without control characters, not empty. */
function oneLine(text: string, most: number): string {
  const plain = text.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return plain.slice(0, most).toWellFormed().trim() || '-';
}
