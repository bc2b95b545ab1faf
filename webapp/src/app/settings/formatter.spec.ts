import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { compassPoint } from './compass-point';
import { Formatter } from './formatter';
import { PageSettings } from './page-settings';
import { Preferences } from './preferences';
import { readingLocale } from './reading-locale';

function setUp(locale = 'en-US') {
  TestBed.configureTestingModule({
    providers: [
      { provide: PageSettings, useValue: new PageSettings() },
      { provide: readingLocale, useValue: locale },
    ],
  });
  return { format: TestBed.inject(Formatter), preferences: TestBed.inject(Preferences) };
}

/** A moment of this year and of the machine's own day, whose zone no test may depend on. */
const afternoon = new Date(new Date().getFullYear(), 10, 22, 14, 5, 9).getTime();

/** Intl puts narrow blanks before AM and PM; which ones changes with its data. */
const plain = (text: string) => text.replace(/\s/gu, ' ');

describe('Formatter', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it.each([
    [1_609.344, 'mph', '1.0 mi'],
    [1_609.344, 'km/h', '1.6 km'],
    [250_000, 'km/h', '250 km'],
    [2_500_000, 'km/h', '2,500 km'],
  ] as const)('writes %s metres for %s as %s', (metres, unit, expected) => {
    const { format, preferences } = setUp();
    preferences.unit.set(unit);

    expect(format.distance(metres)).toBe(expected);
  });

  it.each([
    [-3_000, 'now'],
    [4_999, 'now'],
    [5_000, '5 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_600_000, '1 h ago'],
    [3 * 86_400_000, '3 d ago'],
  ])('writes an age of %s ms as %s', (age, expected) => {
    expect(setUp().format.age(age)).toBe(expected);
  });

  it.each([
    [0, '0 s'],
    [119_000, '1 min'],
    [3_600_000, '1 h'],
    [12_000_000, '3 h 20 min'],
    [2 * 86_400_000, '2 d'],
  ])('writes a duration of %s ms as %s', (duration, expected) => {
    expect(setUp().format.duration(duration)).toBe(expected);
  });

  it.each([
    [null, '–'],
    [0, 'N'],
    [359, 'N'],
    [46, 'NE'],
    [182, 'S'],
  ])('writes a heading of %s as %s', (degrees, expected) => {
    expect(compassPoint(degrees)).toBe(expected);
  });

  it('counts the hours as people do there, until one of them chooses', () => {
    const { format, preferences } = setUp('en-US');
    expect(plain(format.time(afternoon))).toBe('2:05:09 PM');

    preferences.hours.set('24');

    expect(format.time(afternoon)).toBe('14:05:09');
    expect(format.shortTime(afternoon)).toBe('14:05');
    expect(format.dateTime(afternoon)).toBe('Nov 22, 14:05:09');
  });

  it('writes days in the order of the place', () => {
    const { format } = setUp('en-GB');

    expect(format.day(afternoon)).toBe('22 Nov');
    expect(format.dateTime(afternoon)).toBe('22 Nov, 14:05:09');
  });

  it('adds the year to a day of another one', () => {
    const { format } = setUp('en-GB');
    const longAgo = new Date(2019, 10, 22, 14, 5, 9).getTime();

    expect(format.day(longAgo)).toBe('22 Nov 2019');
    expect(format.dateTime(longAgo)).toBe('22 Nov 2019, 14:05:09');
  });

  it.each([
    ['en-US', 'mph'],
    ['en-GB', 'mph'],
    ['en-AU', 'km/h'],
    ['ko-KR', 'km/h'],
    ['ko', 'km/h'],
  ])('counts for %s in %s, until somebody chooses', (locale, unit) => {
    expect(setUp(locale).preferences.unit()).toBe(unit);
  });

  it('writes Korean times', () => {
    const { format, preferences } = setUp('ko-KR');
    preferences.hours.set('12');

    expect(plain(format.shortTime(afternoon))).toBe('오후 2:05');
  });
});
