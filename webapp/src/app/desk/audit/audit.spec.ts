import { beforeEach, describe, expect, it } from '@jest/globals';
import { byRole } from '../../testing/by-role';
import { asAdmin, fill, open, setUpDesk, submit, text } from '../../testing/set-up-desk';

const entry = (index: number, more = {}) => ({
  at: new Date(Date.UTC(2026, 10, 30, 12, 0, 0) - index * 1_000).toISOString(),
  ...{ by: 'ana', what: 'history-read', vehicle: '17', ...more },
});

describe('who did what', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('is said in words, and goes on with older ones', async () => {
    const page = await setUpDesk(asAdmin);
    const entries = Array.from({ length: 100 }, (_, index) => entry(index));
    page.api.answers.set('GET audit?limit=100', entries);
    const older = [
      entry(100, { what: 'vehicles-imported', vehicle: undefined, detail: '2 new, 0 changed' }),
      entry(101, { what: 'flown-away', vehicle: 'Gone' }),
    ];
    const before = new URLSearchParams({ limit: '100', before: entries.at(-1)?.at ?? '' });
    page.api.answers.set(`GET audit?${before.toString()}`, older);
    const dialog = await open(page, 'audit');
    expect(text(dialog)).toContain('ana looked at the history: Van 1');

    byRole(dialog, 'button', 'Show older ones').click();
    await page.settle();
    await page.settle();

    expect(text(dialog)).toContain('ana imported vehicles');
    expect(text(dialog)).toContain('2 new, 0 changed');
    expect(text(dialog)).toContain('ana flown-away: Gone');
    expect(text(dialog)).not.toContain('Show older ones');
  });

  it('is found by person, and by what a vehicle is called', async () => {
    const page = await setUpDesk(asAdmin);
    page.api.answers.set('GET audit?limit=100', [entry(0)]);
    page.api.answers.set('GET audit?limit=100&by=bob&vehicle=17', []);
    const dialog = await open(page, 'audit');
    fill(dialog, 'by', 'bob');
    fill(dialog, 'vehicle', 'Van 1');
    await submit(page, dialog);

    expect(text(dialog)).toContain('Nothing of that kind is noted.');
  });
});
