import { describe, expect, it } from '@jest/globals';
import { trackNameOf } from './track-name.ts';

describe('trackNameOf', () => {
  it.each([
    ['city_truck.gpx', 'City Truck'],
    ['city_truck', 'City Truck'],
    ['express_delivery1', 'Express Delivery1'],
    ['electronics_pcb_rush_deliveries', 'Electronics Pcb Rush Deliveries'],
    ['__élan_vital_.gpx', 'Élan Vital'],
    ['CITY_TRUCK.GPX.GZ', 'CITY TRUCK'],
    ['2026-05/export.zip/city_truck.kml', 'City Truck'],
    ['2026-05/city_truck.kmz/doc.kml', 'City Truck'],
    ['v1.2_truck.gpx', 'V1.2 Truck'],
  ])('calls the vehicle of %s %s', (file, name) => {
    expect(trackNameOf(file)).toBe(name);
  });

  it.each(['_.gpx', `${'a'.repeat(95)}.gpx`, 'tab\there.gpx'])(
    'gives no name where no vehicle can have it: %j',
    (file) => {
      expect(trackNameOf(file)).toBeUndefined();
    },
  );
});
