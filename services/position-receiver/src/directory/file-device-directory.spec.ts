import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, silentLog } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FileDeviceDirectory } from './file-device-directory.ts';
import { hashOfKey } from './key-hash.ts';

const hash = hashOfKey('0123456789abcdef');

describe('FileDeviceDirectory', () => {
  let folder: string;
  let file: string;
  let directory: FileDeviceDirectory | undefined;
  const warn = jest.fn<typeof silentLog.warn>();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-directory-'));
    file = join(folder, 'devices.jsonl');
    writeFileSync(file, `{"vehicle":"Van 1","key":"${hash}"}\n`);
    warn.mockClear();
  });
  afterEach(() => {
    directory?.close();
    rmSync(folder, { recursive: true });
  });

  function open(): FileDeviceDirectory {
    const log = { ...silentLog, warn };
    directory = FileDeviceDirectory.open(file, { log, intervalMs: 5 });
    return directory;
  }

  it('knows whose a key and a device is', async () => {
    const opened = open();

    expect(await opened.ownerOfKey(hash)).toEqual({ kind: 'vehicle', vehicle: 'Van 1' });
    expect(await opened.ownerOfKey(hashOfKey('another'))).toBeUndefined();
    expect(await opened.vehicleOfDevice('Van 1')).toBe('Van 1');
    expect(await opened.vehicleOfDevice('Van 2')).toBeUndefined();
  });

  it('reads the file again when it has changed, and names its bad lines', async () => {
    const opened = open();
    const next = join(folder, 'next');
    writeFileSync(next, '{"vehicle":"Van 2","device":"phone"}\nodd\n');
    renameSync(next, file);

    await eventually(async () => {
      expect(await opened.vehicleOfDevice('phone')).toBe('Van 2');
    });
    expect(await opened.ownerOfKey(hash)).toBeUndefined();
    expect(opened.state).toEqual({ connected: false, reason: `1 line of ${file} cannot be read` });
    expect(warn).toHaveBeenCalledWith({ file }, expect.stringContaining('line 2: no JSON given'));
  });

  it('keeps what it has read while the file is away, says so once, and recovers', async () => {
    const opened = open();
    renameSync(file, join(folder, 'elsewhere'));

    await eventually(() => {
      expect(opened.state).toMatchObject({ reason: expect.stringContaining('cannot be read') });
    });
    expect(await opened.ownerOfKey(hash)).toEqual({ kind: 'vehicle', vehicle: 'Van 1' });
    renameSync(join(folder, 'elsewhere'), file);
    await eventually(() => {
      expect(opened.state).toEqual({ connected: true });
    });
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('does not open without a file', () => {
    rmSync(file);

    expect(open).toThrow(`DEVICES_FILE: "${file}" given, expected a readable file (ENOENT`);
  });
});
