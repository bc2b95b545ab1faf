import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inHalves } from './in-halves.ts';

describe('inHalves', () => {
  it('leaves a few reports together', () => {
    const few = Array.from({ length: 499 }, (_, index) => aReport({ vehicle: `Van ${index}` }));

    expect(inHalves(few)).toEqual([few]);
  });

  it('makes halves of reports of many vehicles', () => {
    const many = Array.from({ length: 1_001 }, (_, index) => aReport({ vehicle: `Van ${index}` }));

    expect(inHalves(many).map(({ length }) => length)).toEqual([501, 500]);
  });

  it('makes one of reports of one vehicle', () => {
    const many = Array.from({ length: 1_000 }, () => aReport());

    expect(inHalves(many)).toEqual([many]);
  });

  it('keeps all reports, those of one vehicle together and in their order', () => {
    const some = fc.array(fc.nat(50), { minLength: 500, maxLength: 700 });
    fc.assert(
      fc.property(some, (numbers) => {
        const reports = numbers.map((number, lat) => aReport({ vehicle: `Van ${number}`, lat }));

        const [one = [], other = []] = inHalves(reports);

        const inOne = new Set(one.map(({ vehicle }) => vehicle));
        expect(other.filter(({ vehicle }) => inOne.has(vehicle))).toEqual([]);
        const of = (all: typeof reports) => Map.groupBy(all, ({ vehicle }) => vehicle);
        expect(of([...one, ...other])).toEqual(of(reports));
      }),
      { numRuns: 20 },
    );
  });
});
