import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PageSettings } from '../settings/page-settings';
import { Formatter } from '../settings/formatter';
import { allPlaces } from './all-places';
import { PlaceBook, type PlaceFinder } from './place-book';
import { Whereabouts } from './whereabouts';
import type { FoundPlace } from './worker/places-messages';

const ovalle = { lng: -71.2, lat: -30.55 };
const serena = { lng: -71.25, lat: -29.9 };

/** Knows two places, and remembers what it was asked. */
class Finder implements PlaceFinder {
  readonly asked: number[] = [];

  find(at: Float64Array): Promise<readonly FoundPlace[]> {
    this.asked.push(at.length / 2);
    const lats = [...at].filter((_, index) => index % 2 === 1);
    return Promise.resolve(
      lats.map((lat) =>
        lat === serena.lat
          ? { street: 'Balmaceda', town: town('La Serena', true) }
          : { street: undefined, town: town('Ovalle', false) },
      ),
    );
  }
}

const town = (name: string, isInside: boolean) => ({ name, metres: 3_000, bearing: 2, isInside });

describe('Whereabouts', () => {
  let where: Whereabouts;
  let finder: Finder;
  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [{ provide: PageSettings, useValue: new PageSettings() }],
    });
    where = TestBed.inject(Whereabouts);
    finder = new Finder();
  });

  const answered = () => new Promise((resolve) => setTimeout(resolve));

  it('says nothing before the book is open', () => {
    expect(where.of(serena)).toBe('');
  });

  it('names street and town, or the way from the town', async () => {
    where.open(new PlaceBook(finder, TestBed.inject(Formatter)));

    expect(await allPlaces(where, [serena, ovalle])).toEqual([
      'Balmaceda, La Serena',
      '1.9 mi N of Ovalle',
    ]);
  });

  it('asks once for all that is wanted at a time, and for nothing twice', async () => {
    where.open(new PlaceBook(finder, TestBed.inject(Formatter)));

    expect([where.of(serena), where.of(ovalle), where.of(serena)]).toEqual(['', '', '']);
    await answered();

    expect(where.of(serena)).toBe('Balmaceda, La Serena');
    expect(where.of(ovalle)).toBe('1.9 mi N of Ovalle');
    await answered();
    expect(finder.asked).toEqual([2]);
  });

  it('says where something that moves was last until its new place is known', async () => {
    where.open(new PlaceBook(finder, TestBed.inject(Formatter)));
    where.ofMoving('Truck', serena);
    await answered();

    expect(where.ofMoving('Truck', serena)).toBe('Balmaceda, La Serena');
    expect(where.ofMoving('Truck', ovalle)).toBe('Balmaceda, La Serena');
    await answered();
    expect(where.ofMoving('Truck', ovalle)).toBe('1.9 mi N of Ovalle');
  });

  it('names all places of a file that was asked for before the book was open', async () => {
    const places = allPlaces(where, [serena]);
    where.open(new PlaceBook(finder, TestBed.inject(Formatter)));

    expect(await places).toEqual(['Balmaceda, La Serena']);
  });

  it('leaves the places of a file empty where the book, or its answer, does not come in time', async () => {
    expect(await allPlaces(where, [serena, ovalle], 0)).toEqual(['', '']);

    const silent: PlaceFinder = { find: () => new Promise(() => undefined) };
    where.open(new PlaceBook(silent, TestBed.inject(Formatter)));
    expect(await allPlaces(where, [serena, ovalle], 1)).toEqual(['', '']);
  });
});
