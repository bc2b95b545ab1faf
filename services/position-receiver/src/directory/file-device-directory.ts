import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Log } from '@fleetman/messaging';
import { ConfigError } from '@fleetman/service-kit';
import { describeError } from '@fleetman/toolkit';
import { DeviceDirectory, type DirectoryState, type KeyOwner } from './device-directory.ts';
import { parseDeviceLines, type DeviceList } from './parse-device-lines.ts';

/** A file of 100,000 vehicles has about 15 MB. */
const largestFile = 64 * 1024 * 1024;

/** Of a file with many bad lines the first are named. */
const namedLines = 20;

/** How a file is followed. */
export interface FileDirectoryOptions {
  readonly log: Log;
  /** How often it is looked whether the file has changed, in milliseconds. */
  readonly intervalMs?: number;
}

/**
 * Vehicles, keys and devices of a file, which is read at the start and again when it has changed: by its
 * time and size, since a mounted file of a cluster is replaced by another. While it cannot be read what was
 * read last counts.
 */
export class FileDeviceDirectory extends DeviceDirectory {
  readonly #path: string;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #list: DeviceList;
  #version: string;
  #isReading = false;
  #readTrouble: string | undefined;
  #lineTrouble: string | undefined;

  private constructor(path: string, { log, intervalMs = 2_000 }: FileDirectoryOptions) {
    super();
    this.#path = path;
    this.#log = log;
    // The version first: a change in between is seen with the next look.
    this.#version = versionOf(statSync(path));
    this.#list = parseDeviceLines(readFileSync(path, 'utf8'));
    this.#tell();
    this.#timer = setInterval(() => void this.#look(), intervalMs);
    this.#timer.unref();
  }

  /** @throws ConfigError naming the setting, if the file cannot be read. */
  static open(path: string, options: FileDirectoryOptions): FileDeviceDirectory {
    try {
      return new FileDeviceDirectory(path, options);
    } catch (error) {
      const reason = describeError(error);
      throw new ConfigError([
        `DEVICES_FILE: "${path}" given, expected a readable file (${reason})`,
      ]);
    }
  }

  get state(): DirectoryState {
    const reason = this.#readTrouble ?? this.#lineTrouble;
    return reason === undefined ? { connected: true } : { connected: false, reason };
  }

  async ownerOfKey(keyHash: string): Promise<KeyOwner | undefined> {
    return this.#list.owners.get(keyHash);
  }

  async vehicleOfDevice(device: string): Promise<string | undefined> {
    return this.#list.vehicles.get(device);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const found = await stat(this.#path);
      const version = versionOf(found);
      if (version !== this.#version) await this.#readAgain(version, found.size);
      else this.#readTrouble = undefined;
    } catch (error) {
      this.#fail(`the file cannot be read: ${describeError(error)}`);
    } finally {
      this.#isReading = false;
    }
  }

  async #readAgain(version: string, size: number): Promise<void> {
    if (size > largestFile) {
      this.#fail(`the file has ${size} bytes, expected at most ${largestFile}`);
      return;
    }
    this.#list = parseDeviceLines(await readFile(this.#path, 'utf8'));
    this.#version = version;
    this.#readTrouble = undefined;
    this.#tell();
  }

  /** Says what the file holds, and names the lines that count for nothing. */
  #tell(): void {
    const { owners, vehicles, problems } = this.#list;
    const file = this.#path;
    this.#log.info({ file, keys: owners.size, names: vehicles.size }, 'Read vehicles and keys');
    for (const problem of problems.slice(0, namedLines)) {
      this.#log.warn({ file }, `A line says nothing: ${problem}`);
    }
    const count = problems.length;
    this.#lineTrouble =
      count === 0
        ? undefined
        : `${count} ${count === 1 ? 'line' : 'lines'} of ${file} cannot be read`;
  }

  #fail(trouble: string): void {
    if (this.#readTrouble === trouble) return;
    this.#readTrouble = trouble;
    this.#log.warn({ file: this.#path }, `Vehicles and keys stay as they were: ${trouble}`);
  }
}

function versionOf({ mtimeMs, size, ino }: { mtimeMs: number; size: number; ino: number }): string {
  return `${mtimeMs} ${size} ${ino}`;
}
