import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DeviceTrouble, Listening } from '@fleetman/contract/registry';
import { Formatter } from '../../settings/formatter';
import { PageSettings } from '../../settings/page-settings';
import type { SpeedUnit } from '../../settings/preferences';
import { listeningWords } from './listening-words';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 30, 12, 0, seconds)).toISOString();
const first = { at: second(0), receivedAt: second(3), app: 'osmand', accuracy: 12 };
const trouble = (what: DeviceTrouble['what'], seconds: number, detail?: string): DeviceTrouble => ({
  at: second(seconds),
  app: 'osmand',
  what,
  ...(detail !== undefined && { detail }),
});

describe('listeningWords', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [{ provide: PageSettings, useValue: new PageSettings({ version: '1.2.3' }) }],
    });
  });

  const words = (listening?: Listening, unit: SpeedUnit = 'km/h') =>
    listeningWords(listening, TestBed.inject(Formatter), unit);

  it('waits while nothing has come', () => {
    const waiting = { state: 'waiting', text: 'Waiting for the first report…' };

    expect(words()).toEqual(waiting);
    expect(words({ troubles: [] })).toEqual(waiting);
  });

  it('says how good and how old the first report is', () => {
    expect(words({ first, troubles: [] })).toEqual({
      state: 'heard',
      text: 'First report: 12 m accurate, 3 s old',
    });
    expect(words({ first, troubles: [] }, 'mph').text).toBe(
      'First report: 39 ft accurate, 3 s old',
    );
  });

  it('says nothing of an accuracy that the device does not know', () => {
    const { at, receivedAt, app } = first;
    const unsure = { at, receivedAt, app };

    expect(words({ first: unsure, troubles: [] }).text).toBe('First report: 3 s old');
  });

  it('says what went wrong last, with what the receiver says of it', () => {
    const { state, text } = words({ troubles: [trouble('clock', 2, '2 h ahead')] });

    expect(state).toBe('trouble');
    expect(text).toMatch(/^The device's clock is wrong\. .* \(2 h ahead\)$/);
  });

  it('holds a trouble that came after the first report above it, and passes over an older one', () => {
    expect(words({ first, troubles: [trouble('no-place', 9)] }).state).toBe('trouble');
    expect(words({ first, troubles: [trouble('no-place', 1)] }).state).toBe('heard');
  });

  it('takes a stranger for the device that is waited for until that one reports', () => {
    const strangers = [trouble('unknown-device', 9, '356307042441013'), trouble('wrong-key', 8)];

    expect(words({ troubles: strangers }).text).toMatch(/IMEI .* \(356307042441013\)$/);
    expect(words({ first, troubles: strangers }).state).toBe('heard');
    const own = trouble('clock', 7);
    expect(words({ first, troubles: [...strangers, own] }).state).toBe('trouble');
  });

  it.each([
    ['wrong-key', /key that is not known/],
    ['network-location', /precise location/],
    ['unknown-format', /no report of a known app/],
    ['invalid', /cannot be read/],
  ] as const)('has a sentence for %s', (what, sentence) => {
    expect(words({ troubles: [trouble(what, 1)] }).text).toMatch(sentence);
  });
});
