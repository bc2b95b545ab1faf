import { TestBed } from '@angular/core/testing';
import { DeskPage, type DeskPageName } from '../desk/desk-page';
import type { SessionAnswer } from '../session/session';
import { aVehicle } from './fake-position-source';
import { setUpPage, type TestPage } from './set-up-page';

export const van = { id: '17', name: 'Van 1', plate: 'AB 12', group: 'North', retired: false };
export const bus = { id: 'Bus', name: 'Bus', group: 'South', retired: false };
export const ana = { login: 'ana', name: 'Ana', role: 'admin', active: true } as const;
export const openToAll: SessionAnswer = { login: 'off', registry: true };
export const asAdmin: SessionAnswer = { login: 'password', registry: true, person: ana };

/** What is written in it, blanks as one. */
export const text = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();
/** What lies open over the map. */
export const dialogOf = (page: TestPage) => {
  const dialog = page.element.querySelector('dialog');
  if (!dialog) throw new Error('No page lies open.');
  return dialog;
};

/** The page over a registry that knows a van (id `17`) and a bus, both reporting. */
export async function setUpDesk(answer?: SessionAnswer) {
  const page = await setUpPage();
  if (answer) page.api.answers.set('GET session', answer);
  page.api.answers.set('GET registry/vehicles', [van, bus]);
  page.source.sendSnapshot(aVehicle({ name: '17' }), aVehicle({ name: 'Bus' }));
  await page.settle();
  await page.settle();
  return page;
}

/** Opens a page over the map. */
export async function open(page: TestPage, name: DeskPageName, vehicle?: string) {
  TestBed.inject(DeskPage).show(name, vehicle);
  await page.settle();
  await page.settle();
  return dialogOf(page);
}

/** Writes into the field of that name. */
export function fill(root: Element, name: string, value: string) {
  const field = root.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`);
  if (!field) throw new Error(`No field ${name}.`);
  field.value = value;
}

/** Submits the form in it. */
export async function submit(page: TestPage, root: Element) {
  const event = new Event('submit', { bubbles: true, cancelable: true });
  root.querySelector('form')?.dispatchEvent(event);
  await page.settle();
  await page.settle();
}
