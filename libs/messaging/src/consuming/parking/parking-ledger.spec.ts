import { describe, expect, it, jest } from '@jest/globals';
import { singleLetter } from '../../dead-letter.ts';
import { silentLog, type Log } from '../../log.ts';
import { ParkingLedger } from './parking-ledger.ts';

const aLetter = singleLetter('schema', 'lat: 91 given', '{"lat":91}');
const logged = { cause: 'schema', detail: 'lat: 91 given', body: '{"lat":91}' };

describe('ParkingLedger', () => {
  const warn = jest.fn<Log['warn']>();
  let now = 0;
  const open = (onParked = jest.fn()) =>
    new ParkingLedger({ ...silentLog, warn }, { onParked }, () => now);

  it('counts everything and logs the first of each cause', () => {
    warn.mockClear();
    const onParked = jest.fn();
    const ledger = open(onParked);

    for (let count = 0; count < 100; count++) ledger.enter(aLetter);
    ledger.enter(singleLetter('not-json', 'lat: 91 given', Buffer.from('hello')));

    expect(onParked).toHaveBeenCalledTimes(101);
    expect(warn.mock.calls.map(([data]) => data)).toEqual([
      { ...logged, count: 1 },
      { cause: 'not-json', detail: 'lat: 91 given', body: 'hello', count: 1 },
    ]);
  });

  it('counts each report of a letter, for its own cause', () => {
    const [onParked, onConsumed] = [jest.fn(), jest.fn()];
    const ledger = new ParkingLedger(silentLog, { onParked, onConsumed });

    ledger.enter({
      ...aLetter,
      counts: new Map([
        ['schema', 998],
        ['too-old', 2],
      ]),
    });

    expect(onParked.mock.calls).toEqual([
      ['schema', 998],
      ['too-old', 2],
    ]);
    expect(onConsumed.mock.calls).toEqual([[998], [2]]);
  });

  it('sums up after a minute what it has not logged', () => {
    const ledger = open();
    for (let count = 0; count < 5; count++) ledger.enter(aLetter);
    warn.mockClear();

    now += 60_000;
    ledger.enter(aLetter);

    expect(warn.mock.calls.map(([data]) => data)).toEqual([{ ...logged, count: 5 }]);
  });

  it('logs the beginning of a long body only', () => {
    warn.mockClear();

    open().enter({ ...aLetter, body: 'x'.repeat(2_000_000) });

    expect(warn).toHaveBeenCalledWith(
      expect.objectContaining({ body: 'x'.repeat(200) }),
      expect.any(String),
    );
  });
});
