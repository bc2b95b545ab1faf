import { beforeEach, describe, expect, it } from '@jest/globals';
import { byRole } from '../../testing/by-role';
import { open, openToAll, setUpDesk, text } from '../../testing/set-up-desk';
import type { SessionAnswer } from '../../session/session';

const imei = '356307042441013';

async function setUp(answer: SessionAnswer = openToAll) {
  const page = await setUpDesk(answer);
  page.api.answers.set('GET vehicles/17/keys', []);
  page.api.answers.set('GET vehicles/17/devices', [{ id: imei, vehicle: '17' }]);
  const dialog = await open(page, 'vehicles');
  const press = async (name: string | RegExp) => {
    byRole(dialog, 'button', name).click();
    await page.settle();
    await page.settle();
  };
  await press('Devices Van 1');
  const send = async (form: string) => {
    const event = new Event('submit', { bubbles: true, cancelable: true });
    dialog.querySelector(form)?.dispatchEvent(event);
    await page.settle();
    await page.settle();
  };
  return { page, dialog, press, send };
}

describe('the devices of a vehicle', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('are listed, added and removed', async () => {
    const { page, dialog, press, send } = await setUp();
    expect(text(dialog)).toContain(imei);
    page.api.answers.set('PUT vehicles/17/devices/77', undefined);
    page.api.answers.set(`DELETE vehicles/17/devices/${imei}`, undefined);
    const field = dialog.querySelector<HTMLInputElement>('fleet-device-list input');
    if (field) field.value = ' 77 ';
    await send('fleet-device-list form');
    await press(`Remove ${imei}`);

    expect(page.api.asked).toContain('PUT vehicles/17/devices/77');
    expect(page.api.asked).toContain(`DELETE vehicles/17/devices/${imei}`);
  });

  it('are moved to another vehicle', async () => {
    const { page, dialog, press, send } = await setUp();
    page.api.answers.set(`DELETE vehicles/17/devices/${imei}`, undefined);
    page.api.answers.set(`PUT vehicles/Bus/devices/${imei}`, undefined);
    await press(`Move… ${imei}`);
    await send('fleet-device-list .records form');

    expect(text(dialog)).toContain(`${imei} belongs to Bus now.`);
  });

  it('stay if the other vehicle does not take them', async () => {
    const { page, dialog, press, send } = await setUp();
    page.api.answers.set(`DELETE vehicles/17/devices/${imei}`, undefined);
    page.api.answers.set(`PUT vehicles/Bus/devices/${imei}`, new Error('at most 50 devices'));
    page.api.answers.set(`PUT vehicles/17/devices/${imei}`, undefined);
    await press(`Move… ${imei}`);
    await send('fleet-device-list .records form');

    expect(page.api.asked.at(-1)).not.toContain('DELETE');
    expect(page.api.asked).toContain(`PUT vehicles/17/devices/${imei}`);
    expect(text(dialog)).toContain('at most 50 devices');
  });

  it('name the port of trackers only if there is one', async () => {
    const off = await setUp();
    await off.press('Teltonika');
    expect(text(off.dialog)).toContain('This server lets no Teltonika tracker in');
    expect(text(off.dialog)).not.toContain('Configurator');
  });

  it('connect trackers at the port that the server has', async () => {
    const { dialog, press } = await setUp({ ...openToAll, teltonikaPort: 5_028 });
    await press('Teltonika');
    expect(text(dialog)).toMatch(/Port ?5028/);
  });
});
