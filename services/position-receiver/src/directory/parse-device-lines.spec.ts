import { describe, expect, it } from '@jest/globals';
import { hashOfKey } from './key-hash.ts';
import { parseDeviceLines } from './parse-device-lines.ts';

const hash = hashOfKey('0123456789abcdef');
const other = hashOfKey('fedcba9876543210');

describe('parseDeviceLines', () => {
  it('reads vehicles with keys and devices, and bridges', () => {
    const { owners, vehicles, problems } = parseDeviceLines(
      [
        '# our vans',
        `{"vehicle":"Van 1","key":"${hash.toUpperCase()}","device":["356307042441013",7]}`,
        '',
        '{"vehicle":"Van 2","device":"phone-2"}\r',
        `{"bridge":"Traccar","key":["${other}"]}`,
      ].join('\n'),
    );

    expect(problems).toEqual([]);
    expect(owners).toEqual(
      new Map<string, object>([
        [hash, { kind: 'vehicle', vehicle: 'Van 1' }],
        [other, { kind: 'bridge', name: 'Traccar' }],
      ]),
    );
    expect([...vehicles]).toEqual([
      ['Van 1', 'Van 1'],
      ['356307042441013', 'Van 1'],
      ['7', 'Van 1'],
      ['Van 2', 'Van 2'],
      ['phone-2', 'Van 2'],
    ]);
  });

  it.each([
    ['{"vehicle":', 'no JSON given, expected an object like {"vehicle":"Van 1","key":"…"}'],
    ['5', 'expected an object with vehicle or bridge'],
    ['{}', 'vehicle: expected an id of 1 to 100 characters'],
    ['{"vehicle":"a","key":"secret-key"}', "key: expected a key's SHA-256, 64 hexadecimal digits"],
    ['{"bridge":"a","key":5}', "key: expected a key's SHA-256"],
    ['{"vehicle":"a","device":[""]}', "device: expected a device's name of 1 to 100 characters"],
    ['{"vehicle":"a","keys":[]}', 'keys given, expected vehicle or bridge, key and device'],
    ['{"vehicle":"a","device":"phone"}', 'the device "phone" given, which first has already'],
    [`{"vehicle":"a","key":"${hash}"}`, 'a key given that a line before has, expected another'],
  ])('names the line %s, and reads the others', (line, problem) => {
    const first = `{"vehicle":"first","device":"phone","key":"${hash}"}`;
    const list = parseDeviceLines([first, line, '{"vehicle":"last"}'].join('\n'));

    expect(list.problems).toEqual([expect.stringContaining(`line 2: ${problem}`)]);
    expect(list.problems.join()).not.toContain('secret-key');
    expect([...list.vehicles.keys()]).toEqual(['first', 'phone', 'last']);
  });
});
