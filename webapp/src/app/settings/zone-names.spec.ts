import { TestBed } from '@angular/core/testing';
import { expect, it } from '@jest/globals';
import { readingLocale } from './reading-locale';
import { ZoneNames } from './zone-names';

it('ZoneNames names the zone that its times are of', () => {
  TestBed.configureTestingModule({ providers: [{ provide: readingLocale, useValue: 'en-GB' }] });
  const at = Date.UTC(2026, 10, 22, 14, 5, 9);
  const zone = TestBed.inject(ZoneNames).at(at);

  expect(zone).not.toBe('');
  expect(new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).format(at)).toContain(zone);
});
