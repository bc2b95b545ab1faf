import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FleetStore } from '../../fleet/fleet-store';
import { byRole } from '../../testing/by-role';
import { bus, open, openToAll, setUpDesk, submit, van } from '../../testing/set-up-desk';
import { aVehicle } from '../../testing/fake-position-source';
import { setUpPage } from '../../testing/set-up-page';

const marked = { ...van, symbol: 'van', colour: '#d6409f' };

describe('the colour and kind of a vehicle', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('are shown in the list and in the panel', async () => {
    const page = await setUpPage();
    page.api.answers.set('GET session', openToAll);
    page.api.answers.set('GET registry/vehicles', [marked, bus]);
    page.source.sendSnapshot(aVehicle({ name: '17' }), aVehicle({ name: 'Bus' }));
    await page.settle();
    await page.settle();
    TestBed.inject(FleetStore).select('17');
    await page.settle();

    const marks = [...page.element.querySelectorAll<HTMLElement>('.vehicle-mark[data-symbol]')];
    expect(marks.map(({ dataset }) => dataset['symbol'])).toEqual(['van dark', 'van dark']);
    expect(byRole(page.element, 'img', 'Van').dataset['symbol']).toBe('van dark');
    expect(marks[0]?.style.getPropertyValue('--mark')).toBe('#d6409f');
  });

  it.each([
    { press: 'input[value="#2f7bea"]', sent: '"colour":"#2f7bea"' },
    { press: 'input[type=color]', sent: '"colour":"#123456"' },
  ])('are changed by $press', async ({ press, sent }) => {
    const page = await setUpDesk(openToAll);
    page.api.answers.set('PUT vehicles/17', {});
    const dialog = await open(page, 'vehicles');
    byRole(dialog, 'button', 'Edit Van 1').click();
    await page.settle();

    const field = dialog.querySelector<HTMLInputElement>(press);
    if (!field) throw new Error('No such colour.');
    if (field.type === 'color') field.value = '#123456';
    field.click();
    field.dispatchEvent(new Event('input'));
    await page.settle();
    await submit(page, dialog);

    const change = page.api.asked.find((asked) => asked.startsWith('PUT vehicles/17')) ?? '';
    expect(change).toContain(sent);
  });
});
