import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aVehicle } from '../../testing/fake-position-source';
import { setUpPage, type TestPage } from '../../testing/set-up-page';

const twoHoursMs = 2 * 3_600_000;

async function setUp(prepare: (page: { past: TestPage['past'] }) => void = () => undefined) {
  const page = await setUpPage();
  page.past.extent = { oldest: Date.now() - twoHoursMs, newest: Date.now() };
  prepare(page);
  page.source.sendSnapshot(aVehicle());
  await page.settle();
  return page;
}

const slider = ({ element }: TestPage) =>
  element.querySelector<HTMLElement>('[role=slider][aria-label="Time that is shown"]');
const text = ({ element }: TestPage) =>
  (element.querySelector('fleet-time-bar')?.textContent ?? '').replace(/\s+/g, ' ');

async function press(page: TestPage, key: string, shiftKey = false): Promise<void> {
  slider(page)?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey }));
  await page.settle();
}

function button({ element }: TestPage, name: string): HTMLElement {
  const found = [...element.querySelectorAll<HTMLElement>('fleet-time-bar button')].find(
    (candidate) => candidate.textContent.trim() === name,
  );
  if (!found) throw new Error(`The time bar has no button ${name}.`);
  return found;
}

describe('the time bar', () => {
  beforeEach(() => {
    localStorage.clear();
    history.replaceState(null, '', '/');
  });
  afterEach(() => {
    history.replaceState(null, '', '/');
  });

  it('says that it is now, and how far back one can go', async () => {
    const page = await setUp();

    expect(slider(page)?.getAttribute('aria-valuetext')).toBe('Now, live');
    expect(slider(page)?.getAttribute('aria-valuenow')).toBe('0');
    // By the minute: it moves on while the page opens.
    expect(['-7200', '-7260']).toContain(slider(page)?.getAttribute('aria-valuemin'));
    expect(text(page)).toContain('Live');
    expect(text(page)).not.toContain('not live');
  });

  it('calls now live only as long as there is news of the fleet', async () => {
    const page = await setUp();

    page.source.lose();
    await page.settle();

    expect(slider(page)?.getAttribute('aria-valuetext')).toBe('Now');
    expect(text(page)).not.toContain('Live');
    page.source.sendSnapshot(aVehicle());
    await page.settle();
    expect(text(page)).toContain('Live');
  });

  it('goes back by keyboard, says so on the map, and returns to now', async () => {
    const page = await setUp();

    await press(page, 'PageDown');

    expect(Number(slider(page)?.getAttribute('aria-valuenow'))).toBeCloseTo(-600, -1);
    expect(slider(page)?.getAttribute('aria-valuetext')).toMatch(/(9|10) min ago$/);
    expect(text(page)).toContain('The past: not live');

    button(page, 'Now').click();
    await page.settle();
    expect(slider(page)?.getAttribute('aria-valuetext')).toBe('Now, live');
    expect(text(page)).not.toContain('not live');
  });

  it('goes no further back than there are reports', async () => {
    const page = await setUp();

    await press(page, 'Home');
    for (let times = 0; times < 3; times++) await press(page, 'PageDown');

    const least = Number(slider(page)?.getAttribute('aria-valuemin'));
    expect(Number(slider(page)?.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(least);
  });

  it('can play what is past only', async () => {
    const page = await setUp();
    expect(button(page, 'Play').getAttribute('aria-disabled')).toBe('true');

    await press(page, 'PageDown');
    expect(button(page, 'Play').getAttribute('aria-disabled')).toBe('false');
    button(page, 'Play').click();
    await page.settle();

    button(page, 'Pause').click();
    await page.settle();
    expect(button(page, 'Play')).toBeTruthy();
  });

  it('says that nothing is stored yet', async () => {
    const page = await setUp(({ past }) => {
      past.extent = undefined;
    });

    expect(text(page)).toContain('Nothing is stored yet');
  });

  it('says that the past is away, and offers another try', async () => {
    const page = await setUp();
    page.past.isAway = true;
    await press(page, 'PageDown');
    expect(text(page)).toContain('The past cannot be loaded.');

    page.past.isAway = false;
    button(page, 'Try again').click();
    await page.settle();

    expect(text(page)).not.toContain('The past cannot be loaded.');
  });

  it('is not there where the tracker knows no past', async () => {
    const page = await setUp(({ past }) => {
      past.isSupported = false;
    });

    expect(slider(page)).toBeNull();
  });

  it('is not there in a release of the course', async () => {
    const page = await setUpPage({ release: '2' });

    expect(page.element.querySelector('fleet-time-bar')).toBeNull();
  });
});
