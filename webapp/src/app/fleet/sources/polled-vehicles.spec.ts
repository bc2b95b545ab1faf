import { describe, expect, it } from '@jest/globals';
import { readPolledVehicles } from './polled-vehicles';

/** As the Java gateway answered it, recorded from its release 2. */
const recorded = JSON.parse(
  '[{"name":"Electronics Pcb Rush Deliveries","lat":53.3781980,"longitude":-1.5078510,' +
    '"timestamp":"2026-11-22T21:30:02.103+0000","speed":0E-7},' +
    '{"name":"University Internal Mail G","lat":53.3781180,"longitude":-1.5075110,' +
    '"timestamp":"2026-11-22T21:29:59.250+0000","speed":0.4852705929368430892304},' +
    '{"name":"Factory Run D","lat":53.4001730,"longitude":-1.4102030,' +
    '"timestamp":"2026-11-22T21:29:57.819+0000","speed":null}]',
) as unknown;

describe('a polled list of vehicles', () => {
  it('is read as the Java gateway writes it', () => {
    const { vehicles, isOurs } = readPolledVehicles(recorded);

    expect(isOurs).toBe(false);
    expect(vehicles.map(({ speedMph }) => speedMph)).toEqual([0, 0.4852705929368431, null]);
    expect(vehicles[0]).toEqual({
      name: 'Electronics Pcb Rush Deliveries',
      lat: 53.378198,
      lng: -1.507851,
      time: Date.UTC(2026, 10, 22, 21, 30, 2, 103),
      speedMph: 0,
      heading: null,
    });
  });

  it.each([
    '2026-11-22T10:00:00.000Z',
    '2026-11-22T11:00:00+01:00',
    '2026-11-22T11:00:00.000+0100',
  ])('has times with any zone, as %s', (timestamp) => {
    const entry = { name: 'Bus', lat: 1, longitude: 2, timestamp };

    expect(readPolledVehicles([entry]).vehicles[0]?.time).toBe(Date.UTC(2026, 10, 22, 10));
  });

  it('may spell numbers and longitude as the queue does', () => {
    const entry = { name: 'Bus', lat: '1.5', long: '-2.5', timestamp: '2026-11-22T10:00:00.000Z' };

    expect(readPolledVehicles([entry]).vehicles).toMatchObject([{ lat: 1.5, lng: -2.5 }]);
  });

  it('leaves out entries that are no positions', () => {
    const good = { name: 'Bus', lat: 1, longitude: 2, timestamp: '2026-11-22T10:00:00.000Z' };
    const bad = [
      null,
      7,
      {},
      { ...good, name: 12 },
      { ...good, lat: '' },
      { ...good, timestamp: 0 },
    ];

    expect(readPolledVehicles([...bad, good]).vehicles).toHaveLength(1);
  });

  it.each([undefined, null, {}, '[]', 7])('is refused where it is no list: %j', (answer) => {
    expect(() => readPolledVehicles(answer)).toThrow('something else than a list');
  });
});
