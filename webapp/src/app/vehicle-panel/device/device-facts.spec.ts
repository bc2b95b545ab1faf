import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Formatter } from '../../settings/formatter';
import { PageSettings } from '../../settings/page-settings';
import { Preferences, type SpeedUnit } from '../../settings/preferences';
import { attributeFacts, deviceFacts } from './device-facts';
import type { DeviceState } from './device-source';

function factsOf(device: DeviceState, unit: SpeedUnit = 'km/h'): readonly string[] {
  TestBed.inject(Preferences).unit.set(unit);
  const facts = deviceFacts(device, TestBed.inject(Formatter), unit);
  return facts.map(({ label, value, isAlarm }) => `${label}: ${value}${isAlarm ? '!' : ''}`);
}

describe('deviceFacts', () => {
  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [{ provide: PageSettings, useValue: new PageSettings({ version: '1.2.3' }) }],
    });
  });

  it('says nothing of a device that said nothing', () => {
    expect(factsOf({})).toEqual([]);
  });

  it('says what was measured, an alarm first', () => {
    const said = factsOf({
      accuracy: 4.2,
      altitude: 1_031.4,
      ignition: true,
      battery: 87.5,
      charging: true,
      odometer: 123_456.5,
      fuel: 62.4,
      alarm: 'sos',
    });

    expect(said).toEqual([
      'Alarm: sos!',
      'Ignition: On',
      'Battery: 88 %, charging',
      'Fuel: 62 %',
      'Odometer: 123 km',
      'Altitude: 1,031 m',
      'Accuracy: ± 5 m',
    ]);
  });

  it('says lengths in feet and miles to who reads miles', () => {
    const said = factsOf({ accuracy: 5, altitude: -10, odometer: 16_093.44 }, 'mph');

    expect(said).toEqual(['Odometer: 10.0 mi', 'Altitude: -33 ft', 'Accuracy: ± 16 ft']);
  });

  it('keeps an ignition that is off, an empty tank and a place at sea level', () => {
    const said = factsOf({ ignition: false, fuel: 0, altitude: 0 });

    expect(said).toEqual(['Ignition: Off', 'Fuel: 0 %', 'Altitude: 0 m']);
  });

  it('warns of a battery that is nearly empty, unless it is being charged', () => {
    expect(factsOf({ battery: 15 })).toEqual(['Battery: 15 %!']);
    expect(factsOf({ battery: 15, charging: true })).toEqual(['Battery: 15 %, charging']);
  });

  it('says whether a device is plugged in that does not know its battery', () => {
    expect(factsOf({ charging: true })).toEqual(['Battery: charging']);
    expect(factsOf({ charging: false })).toEqual(['Battery: not charging']);
  });
});

describe('attributeFacts', () => {
  it('says all that there is in the order of its names, numbers in them as such', () => {
    const attributes = { io72: 215, io9: 1, driver: 'Ana', door: true, trailer: false };

    expect(attributeFacts(attributes)).toEqual([
      { label: 'door', value: 'Yes' },
      { label: 'driver', value: 'Ana' },
      { label: 'io9', value: '1' },
      { label: 'io72', value: '215' },
      { label: 'trailer', value: 'No' },
    ]);
    expect(attributeFacts(undefined)).toEqual([]);
  });
});
