import type { LateFixes } from '@fleetman/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakePage } from '../testing/fake-page.ts';
import { LateAudience } from './late-audience.ts';

const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 9, minutes)).toISOString();
const late = (name: string, from: number, until: number): LateFixes => ({
  name,
  from: minute(from),
  until: minute(until),
});

describe('LateAudience', () => {
  let audience: LateAudience;
  let page: FakePage;

  beforeEach(() => {
    audience = new LateAudience((recipient, news) => {
      (recipient as FakePage).hearOfLate(news);
    });
    page = new FakePage();
  });

  /** What the page is told at a time. */
  function toldAt(now: number, of = page): string[] {
    const seen = of.events.length;
    audience.tell(now);
    return of.events.slice(seen);
  }

  it('tells of a vehicle that the page follows and of those that it watches', () => {
    audience.look(page, { follow: 'a', watch: ['b', 'c'] });

    for (const name of ['a', 'b', 'd']) audience.announce(late(name, 1, 2));

    expect(toldAt(0)).toEqual([
      `late a ${minute(1)}/${minute(2)}`,
      `late b ${minute(1)}/${minute(2)}`,
    ]);
    expect(toldAt(5_000)).toEqual([]);
  });

  it('makes one stretch of what comes within a second', () => {
    audience.look(page, { follow: 'a' });
    audience.announce(late('a', 1, 2));
    toldAt(0);

    for (const [from, until] of [
      [10, 11],
      [5, 6],
      [20, 20],
    ] as const) {
      audience.announce(late('a', from, until));
    }

    expect(toldAt(999)).toEqual([]);
    expect(audience.nextAt()).toBe(1_000);
    expect(toldAt(1_000)).toEqual([`late a ${minute(5)}/${minute(20)}`]);
    expect(audience.nextAt()).toBe(Infinity);
  });

  it('waits for a page that does not read', () => {
    audience.look(page, { follow: 'a' });
    page.ready = false;
    for (let at = 0; at < 30; at++) audience.announce(late('a', at, at));

    expect(toldAt(0)).toEqual([]);
    page.ready = true;

    expect(toldAt(100)).toEqual([`late a ${minute(0)}/${minute(29)}`]);
  });

  it('tells nothing of what the page no longer shows', () => {
    audience.look(page, { watch: ['a', 'b'] });
    audience.announce(late('a', 1, 2));
    audience.look(page, { watch: ['b'] });
    audience.announce(late('a', 3, 4));

    expect(toldAt(0)).toEqual([]);
  });

  it('keeps nothing for vehicles that nobody watches, nor for a page that has left', () => {
    const other = new FakePage('other');
    audience.look(page, { follow: 'a' });
    audience.look(other, { follow: 'a' });
    audience.remove(page);

    expect(audience.announce(late('b', 1, 2))).toBe(false);
    expect(audience.announce(late('a', 1, 2))).toBe(true);

    expect(toldAt(0)).toEqual([]);
    expect(other.events).toHaveLength(1);
    audience.remove(other);
    expect(audience.announce(late('a', 1, 2))).toBe(false);
  });
});
