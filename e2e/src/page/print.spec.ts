import { expect, type Page } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { HistoryPanel } from '../page-tools/history-panel.ts';
import { test } from '../page-tools/page-test.ts';
import { expectToFit } from '../page-tools/screens.ts';
import { Program } from '../programs/program.ts';

const script = 'embedded/dist/main.js';
const minuteMs = 60_000;
const deliveries = 20;
/** In inches, and what `print.css` leaves free at each side (15 mm) and end (14 mm), in CSS pixels. */
const letter = { width: 8.5, height: 11 };
const margins = { side: 56.7, top: 52.9 };

/** Some deliveries as the gateway answers it: a minute of driving and three of standing in turn. */
function aDay(until: number) {
  const start = until - deliveries * 4 * minuteMs;
  return Array.from({ length: deliveries * 4 + 1 }, (_, minute) => {
    const isStanding = minute % 4 !== 1 && minute > 0;
    const stop = Math.floor((minute + 3) / 4);
    return {
      lat: -29.905 - stop * 0.004,
      lng: -71.25,
      timestamp: new Date(start + minute * minuteMs).toISOString(),
      speed: isStanding ? 0 : 27,
      standing: isStanding,
      way: minute === 0 ? 'none' : 'driven',
      metres: minute > 0 && !isStanding ? 445 : 0,
    };
  });
}

/** The end of some hours of one day: now, or last midnight. Times of two days say the day too, and take more paper. */
function endOfTheDay(): number {
  const end = new Date();
  if (end.getHours() < 4) end.setHours(0, -1);
  return Math.floor(end.getTime() / minuteMs) * minuteMs;
}

/** What can be seen of the page now. */
const seen = (page: Page) => ({
  sheet: page.locator('fleet-day-sheet'),
  map: page.locator('fleet-map .map'),
  list: page.locator('fleet-vehicle-list'),
  rows: page.locator('fleet-day-sheet tbody tr'),
});

/** Minutes in `1 h 30 min`. */
function minutesIn(text: string): number {
  const [, hours = '0'] = /(\d+) h/.exec(text) ?? [];
  const [, minutes = '0'] = /(\d+) min/.exec(text) ?? [];
  return 60 * Number(hours) + Number(minutes);
}

test('a day goes onto paper as one sheet, and the map as it is on the screen', async ({ page }) => {
  const embedded = await Program.start(script, { BACKFILL: '10m' });
  // The browser's dialog would wait for somebody.
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset['printed'] = 'yes';
    };
  });
  const end = endOfTheDay();
  await page.route('**/api/history/**', (route) => {
    const { searchParams } = new URL(route.request().url());
    const [since, until] = ['since', 'until'].map((name) => searchParams.get(name));
    const isWanted = ({ timestamp }: { timestamp: string }) =>
      timestamp >= (since ?? '') && timestamp <= (until ?? '9');
    return route.fulfill({ json: aDay(end).filter(isWanted) });
  });
  await page.emulateMedia({ colorScheme: 'dark' });
  const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);
  await fleet.expectWhole();
  const { sheet, map, list, rows } = seen(page);

  await test.step('the map keeps its shape, and is no empty canvas', async () => {
    const screen = await map.boundingBox();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const paper = await map.boundingBox();
    expect(ratio(paper)).toBeCloseTo(ratio(screen), 2);
    await expect(list).toBeHidden();
    await expect(page.getByRole('button').first()).toBeHidden();
    const colors = await page.locator('.printed-map').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const context = canvas.getContext('2d');
      const data = context?.getImageData(0, 0, canvas.width, canvas.height).data;
      return new Set(new Uint32Array(data?.buffer ?? [])).size;
    });
    expect(colors).toBeGreaterThan(50);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await expect(page.locator('.printed-map')).toHaveCount(0);
  });

  await test.step('the sheet says what the history says, black on white', async () => {
    const history = await HistoryPanel.open(fleet);
    await history.choose(end - 3 * 60 * minuteMs, end);
    await expect(history.region.locator('fleet-stop-list li')).toHaveCount(deliveries);
    const miles = await history.milesOf('City Truck');
    await history.region.getByRole('button', { name: 'Print', exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });

    await expect(sheet.getByRole('heading', { name: 'City Truck' })).toBeVisible();
    await expect(list).toBeHidden();
    await expect(map).toBeHidden();
    await expect(sheet.locator('dl')).toContainText(`Distance${miles} mi`);
    await expect(rows.filter({ hasText: 'Stop' })).toHaveCount(deliveries);
    await expect(rows.filter({ hasText: 'Drive' })).toHaveCount(deliveries);
    const stopped = await rows
      .filter({ hasText: 'Stop' })
      .locator('td:nth-child(4)')
      .allTextContents();
    const total = await sheet.locator('dl div', { hasText: 'Stopped' }).locator('dd').innerText();
    expect(minutesIn(total)).toBe(stopped.reduce((sum, text) => sum + minutesIn(text), 0));
    await expect(rows.first().locator('.where')).toContainText(/La Serena|Coquimbo/);
    await expect(sheet).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(sheet.locator('h1')).toHaveCSS('color', 'rgb(0, 0, 0)');
  });

  await test.step('it takes two pages, and goes away when it is printed', async () => {
    expect(pagesIn(await page.pdf({ format: 'A4' }))).toBe(2);
    await expect(sheet).toHaveCount(0);
  });

  await test.step('it fits the width and the height of Letter paper as well', async () => {
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await expect(sheet).toHaveCount(1);
    // The paper without its margins, at 96 pixels an inch.
    await page.setViewportSize({
      width: Math.round(letter.width * 96 - 2 * margins.side),
      height: 900,
    });
    await page.emulateMedia({ media: 'print' });
    await expectToFit(page);
    const [top, bottom] = [
      await sheet.locator('h1').boundingBox(),
      await rows.nth(19).boundingBox(),
    ];
    expect((bottom?.y ?? NaN) - (top?.y ?? NaN)).toBeLessThan(letter.height * 96 - 2 * margins.top);
    expect(pagesIn(await page.pdf({ format: 'Letter' }))).toBe(2);
    await expect(sheet).toHaveCount(0);
  });
  await page.close();
  await embedded.stop('SIGINT');
});

function ratio(box: { width: number; height: number } | null): number {
  return box ? box.width / box.height : NaN;
}

/** How many pages a PDF has. */
function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
