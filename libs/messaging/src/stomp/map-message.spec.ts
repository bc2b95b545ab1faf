import { decodeReports, reportFieldNames, reportFields } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { encodeMapMessage, plainBody } from './map-message.ts';

const plain = (body: string) => plainBody(Buffer.from(body)).toString();

describe('encodeMapMessage', () => {
  it('writes the four strings of the Java system, and a time that it reads', () => {
    expect(encodeMapMessage(aReport()).toString()).toBe(
      '{"map":{"entry":[{"string":["vehicle","City Truck"]},{"string":["lat","-29.90453"]},' +
        '{"string":["long","-71.24894"]},{"string":["time","2026-11-22T10:00:00.000+0000"]}]}}',
    );
  });

  it('is read as the report that it was, with what the device has measured', () => {
    const report = aReport({ vehicle: 'Camión "7" \\ a/b', speed: 12.5, heading: 0, accuracy: 4 });

    expect(decodeReports(plainBody(encodeMapMessage(report)).toString())).toEqual({
      reports: [report],
      unreadable: [],
      ignored: {},
    });
  });

  it.each(reportFieldNames)('loses no %s on the way', (name) => {
    const report = aReport({ [name]: reportFields[name].example });

    expect(decodeReports(plainBody(encodeMapMessage(report)).toString()).reports).toEqual([report]);
  });

  it('loses no attributes on the way', () => {
    const report = aReport({
      attributes: '{"satellites":9,"door":true,"driver":"Ana 🚚 \\"7\\""}',
    });

    expect(encodeMapMessage(report).toString()).not.toContain('🚚');
    expect(decodeReports(plainBody(encodeMapMessage(report)).toString()).reports).toEqual([report]);
  });

  it('keeps names apart that ActiveMQ would make one', () => {
    const written = encodeMapMessage(aReport({ vehicle: '🚚 1' })).toString();

    expect(written).toContain('"U+1F69A 1"');
  });
});

describe('plainBody', () => {
  it('reads what the Java system sent, as ActiveMQ delivered it', () => {
    const recorded =
      '{"map":{"entry":[{"string":["time","2026-11-22T21:30:34.392+0000"]},{"string":["lat","53.3524730"]},{"string":["long","-1.5273690"]},{"string":["vehicle","Sheffield Truck D"]}]}}';

    expect(decodeReports(plain(recorded))).toEqual({
      reports: [
        {
          vehicle: 'Sheffield Truck D',
          lat: 53.352473,
          lng: -1.527369,
          time: new Date('2026-11-22T21:30:34.392Z'),
        },
      ],
      unreadable: [],
      ignored: {},
    });
  });

  it('keeps the place beside an entry that holds no text', () => {
    const entries = [
      ...['vehicle:A', 'lat:1', 'long:2', 'time:1795967604'].map((pair) => ({
        string: pair.split(':'),
      })),
      { string: 'speed', map: { entry: [] } },
      { string: ['heading', [[90]]] },
    ];

    const { reports, ignored } = decodeReports(plain(JSON.stringify({ map: { entry: entries } })));

    expect(reports).toMatchObject([{ vehicle: 'A', lat: 1, lng: 2 }]);
    expect(ignored).toEqual({});
  });

  it('takes a vehicle for a name that ActiveMQ takes for a number', () => {
    const entry = (key: string, value: string) => `{"string":["${key}",${value}]}`;
    const body = (vehicle: string) =>
      `{"map":{"entry":[${entry('lat', '53.399149')},${entry('vehicle', vehicle)}]}}`;

    expect(plain(body('12'))).toBe('{"lat":"53.399149","vehicle":"12"}');
    expect(plain(body('9007199254740993'))).toContain('"vehicle":"9007199254740993"');
    expect(plain(body('1.0E10'))).toContain('"vehicle":"1.0E10"');
    expect(plain(body('true'))).toContain('"vehicle":"true"');
  });

  it('reads entries of other types, and a single one, which is no array', () => {
    expect(plain('{"map":{"entry":[{"string":"lat","double":53.5},{"string":["a","b"]}]}}')).toBe(
      '{"lat":"53.5","a":"b"}',
    );
    expect(plain('{"map":{"entry":{"string":["vehicle","only"]}}}')).toBe('{"vehicle":"only"}');
  });

  it.each([
    '{"vehicle":"City Truck"}',
    '{"map":""}',
    '{"map":{"entry":""}}',
    '{"map":{"entry":[{"int":5}]}}',
    '{"map":{"entry":[{"string":[{},"b"]}]}}',
    '{"map":{"entry":[',
    `{"map":${'['.repeat(100_000)}`,
    `{"map":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    '',
    'hello',
  ])('leaves alone what is no MapMessage: %.40s', (body) => {
    expect(plain(body)).toBe(body);
  });

  const entries = (count: number, value: string) =>
    `{"map":{"entry":[${Array<string>(count).fill(`{"string":["a",${value}]}`).join()}]}}`;

  it.each([
    ['many entries', entries(40_000, '"b"')],
    ['many numbers', entries(40_000, '1e999')],
    ['a number of a million digits', entries(1, '1'.repeat(1_000_000))],
    ['deep values', entries(100, '['.repeat(5_000) + ']'.repeat(5_000))],
    ['one very deep value', entries(1, '['.repeat(500_000) + ']'.repeat(500_000))],
    ['maps in maps', `${'{"map":'.repeat(120_000)}1${'}'.repeat(120_000)}`],
    ['maps that do not end', '{"map":'.repeat(140_000)],
  ])(
    'is done in time with a message of a mebibyte: %s',
    (_, body) => {
      expect(decodeReports(plain(body)).unreadable).toHaveLength(1);
    },
    20_000,
  );
});
