import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionAnswer } from '../../session/session';
import { setUpPage, type TestPage } from '../../testing/set-up-page';
import { DeskPage, type DeskPageName } from '../desk-page';

const person = { login: 'ana', name: 'Ana', role: 'admin', active: true } as const;

const text = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();

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

describe('logging in by an identity provider', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('leads there and back to the same view, and says why nobody was let in', async () => {
    globalThis.history.replaceState(null, '', '/?sort=seen#/log-in/no-role');
    const dialog = dialogOf(await setUp({ login: 'oidc', registry: true }));

    expect(text(dialog)).toContain('Your account has no role in Fleetman.');
    const link = dialog.querySelector('a')?.getAttribute('href') ?? '';
    expect(new URL(link).pathname).toBe('/api/session/oidc');
    expect(new URL(link).searchParams.get('return')).toBe('/?sort=seen');
    expect(dialog.querySelector('input')).toBeNull();
    expect(globalThis.location.hash).toBe('');
  });

  it('asks nobody for a password, and makes no links that set one', async () => {
    globalThis.history.replaceState(null, '', '/');
    const page = await setUp({ login: 'oidc', registry: true, person });
    page.api.answers.set('GET people', [person]);

    const account = await open(page, 'account');
    expect(account.querySelector('input')).toBeNull();
    expect(text(account)).toContain('Log out');
    const people = await open(page, 'people');
    expect(text(people)).toContain('Ana');
    expect(text(people)).not.toContain('New password link');
  });
});
