import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import type { Role } from '@fleetman/contract/registry';
import { FakeApiClient } from '../testing/fake-api-client';
import { ApiClient } from './api-client';
import { Session, type SessionAnswer } from './session';

async function setUp(answer?: SessionAnswer) {
  const api = new FakeApiClient();
  if (answer) api.answers.set('GET session', answer);
  TestBed.configureTestingModule({ providers: [{ provide: ApiClient, useValue: api }] });
  const session = TestBed.inject(Session);
  await session.refresh();
  return { api, session };
}

const person = (role: Role) => ({ login: 'ana', name: 'Ana', role, active: true });
const roles = ['viewer', 'dispatcher', 'admin'] as const;

describe('Session', () => {
  it('offers nothing where the gateway knows no sessions', async () => {
    const { session } = await setUp();

    expect(session.answer()).toBeUndefined();
    expect(session.hasRegistry()).toBe(false);
    expect(session.mustLogIn()).toBe(false);
    expect(session.may('viewer')).toBe(false);
  });

  it('lets everybody do everything where nobody logs in', async () => {
    const { session } = await setUp({ login: 'off', registry: true });

    expect(session.hasRegistry()).toBe(true);
    expect(session.mustLogIn()).toBe(false);
    expect(session.may('admin')).toBe(true);
  });

  it('has nobody see the registry before they have logged in', async () => {
    const { session } = await setUp({ login: 'password', registry: true });

    expect(session.mustLogIn()).toBe(true);
    expect(session.hasRegistry()).toBe(false);
    expect(session.may('viewer')).toBe(false);
  });

  it.each([
    ['viewer', [true, false, false]],
    ['dispatcher', [true, true, false]],
    ['admin', [true, true, true]],
  ] as const)('lets a %s do what the role says', async (role, allowed) => {
    const { session } = await setUp({ login: 'password', registry: true, person: person(role) });

    expect(roles.map((each) => session.may(each))).toEqual(allowed);
  });

  it('lets a guest with a link do nothing, without a login', async () => {
    const share = { vehicle: 'Van 1', until: '2026-11-30T18:00:00.000Z' };
    const { session } = await setUp({ login: 'password', registry: true, share });

    expect(session.mustLogIn()).toBe(false);
    expect(session.hasRegistry()).toBe(false);
    expect(session.may('viewer')).toBe(false);
  });

  it('keeps what it knows while the gateway does not answer', async () => {
    const { api, session } = await setUp({ login: 'off', registry: true });

    api.answers.set('GET session', new Error('away'));
    await session.refresh();

    expect(session.hasRegistry()).toBe(true);
  });
});
