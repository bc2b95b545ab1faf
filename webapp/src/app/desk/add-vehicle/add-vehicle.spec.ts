import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionAnswer } from '../../session/session';
import { byRole } from '../../testing/by-role';
import { setUpPage, type TestPage } from '../../testing/set-up-page';
import { DeskPage, type DeskPageName } from '../desk-page';

const groups = ['North'];
const person = { login: 'ana', name: 'Ana', role: 'dispatcher', groups, active: true } as const;

function dialogOf({ element }: TestPage): HTMLDialogElement {
  const dialog = element.querySelector('dialog');
  if (!dialog) throw new Error('No page lies open.');
  return dialog;
}

async function setUp(answer: SessionAnswer): Promise<TestPage> {
  const page = await setUpPage();
  page.api.answers.set('GET session', answer);
  page.api.answers.set('GET registry/vehicles', []);
  page.source.sendSnapshot();
  await page.settle();
  await page.settle();
  return page;
}

async function open(page: TestPage, name: DeskPageName): Promise<HTMLDialogElement> {
  TestBed.inject(DeskPage).show(name);
  await page.settle();
  await page.settle();
  return dialogOf(page);
}

describe('adding a vehicle', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('leaves the id to the gateway for somebody who does not see all vehicles', async () => {
    const page = await setUp({ login: 'password', registry: true, person });
    const dialog = await open(page, 'vehicles');
    byRole(dialog, 'button', 'Add a vehicle').click();
    await page.settle();
    page.api.answers.set('POST vehicles', { id: 'Van 2 k3x9qm' });

    const name = dialog.querySelector<HTMLInputElement>('[name=name]');
    if (name) name.value = 'Van 2';
    dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.settle();
    await page.settle();

    expect(page.api.asked).toContain('POST vehicles {"name":"Van 2","retired":false}');
    expect(byRole(dialog, 'button', 'OsmAnd')).toBeDefined();
  });
});
