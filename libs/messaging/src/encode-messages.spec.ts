import { decodeReports, readAttributes } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { encodeMessages } from './encode-messages.ts';

const longest = Object.fromEntries(
  Array.from({ length: 32 }, (_, index) => [`attribute ${index}`, '\u20ac'.repeat(200)]),
);

describe('encodeMessages', () => {
  it('writes as many reports into a message as it is told', () => {
    const reports = Array.from({ length: 5 }, (_, lat) => aReport({ lat }));

    const messages = encodeMessages(reports, 2).map((body) => decodeReports(body.toString()));

    expect(messages.map((message) => message.reports.map(({ lat }) => lat))).toEqual([
      [0, 1],
      [2, 3],
      [4],
    ]);
  });

  it('writes fewer if they are so long that nobody would read the message', () => {
    const { text } = readAttributes(longest);
    const reports = Array.from({ length: 200 }, (_, index) =>
      aReport({ lat: index / 10, attributes: text }),
    );

    const messages = encodeMessages(reports, 1_000);

    expect(Math.max(...messages.map(({ length }) => length))).toBeLessThan(1024 * 1024);
    expect(messages.flatMap((body) => decodeReports(body.toString()).reports)).toEqual(reports);
  });
});
