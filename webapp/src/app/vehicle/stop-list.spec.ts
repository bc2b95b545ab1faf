import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PageSettings } from '../settings/page-settings';
import { readingLocale } from '../settings/reading-locale';
import { StopList } from './stop-list';

const place = { lat: -29.9, lng: -71.25 };
/** In this year, which is not said. */
const at = (day: number, hour: number) =>
  new Date(new Date().getFullYear(), 10, day, hour, 5).getTime();

async function timesOf(from: number, to: number): Promise<string | undefined> {
  const list = TestBed.createComponent(StopList);
  list.componentRef.setInput('stops', [{ from, to, ...place }]);
  await list.whenStable();
  const shown = list.nativeElement as HTMLElement;
  return shown.querySelector('.what > span')?.textContent;
}

describe('StopList', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        { provide: PageSettings, useValue: new PageSettings() },
        { provide: readingLocale, useValue: 'en-GB' },
      ],
    });
  });

  it('says from when to when a vehicle stood', async () => {
    expect(await timesOf(at(22, 9), at(22, 10))).toMatch(/^0?9:05 – 10:05$/);
  });

  it('says the days of a stop that lasted over midnight', async () => {
    expect(await timesOf(at(20, 9), at(22, 10))).toMatch(/^20 Nov, 0?9:05 – 22 Nov, 10:05$/);
  });
});
