import { personSession } from '@fleetman/contract/registry';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startRegistry, type RegistryUnderTest } from './testing/start-registry.ts';

const ann = {
  login: 'Ann',
  name: 'Ann Lee',
  role: 'admin',
  subject: 'https://id.example 17',
} as const;

describe('fleet-registry, for people of an identity provider', () => {
  let registry: RegistryUnderTest;

  beforeEach(async () => {
    registry = await startRegistry();
  });
  afterEach(async () => {
    await registry.stop();
  });

  const ask: RegistryUnderTest['ask'] = (...given) => registry.ask(...given);
  const arrive = (arrival: object) => ask('POST', '/internal/people/arrival', arrival);
  const audit = async () =>
    ((await ask('GET', '/audit')).body as { what: string }[]).map(({ what }) => what);

  it('makes and changes a record as the provider says, even that of the last admin', async () => {
    const first = personSession.parse((await arrive(ann)).body);
    expect(first.person).toEqual({ login: 'ann', name: 'Ann Lee', role: 'admin', active: true });

    const limited = personSession.parse(
      (await arrive({ ...ann, role: 'viewer', groups: ['north'] })).body,
    );

    expect(limited.person).toMatchObject({ role: 'viewer', groups: ['north'] });
    // Sessions that are open go on, and may what the new role may.
    expect(limited.sessions).toBe(first.sessions);
    expect((await ask('GET', '/people/ann')).body).toEqual(limited);
  });

  it('writes nothing down if nothing has changed', async () => {
    await arrive(ann);
    await arrive(ann);

    expect(await audit()).toEqual(['person-created']);
  });

  it('lets in nobody who was made inactive here', async () => {
    await arrive(ann);
    await arrive({ ...ann, login: 'eve', subject: 'https://id.example 18' });
    await ask('PUT', '/people/ann', { role: 'admin', active: false });

    expect((await arrive(ann)).status).toBe(401);
  });

  it('lets nobody of the provider take the login of another', async () => {
    await arrive(ann);
    await ask('PUT', '/people/ann', { role: 'admin', name: 'Ann' });

    expect((await arrive({ ...ann, subject: 'https://id.example 666' })).status).toBe(409);
    expect((await arrive(ann)).status).toBe(200);
  });

  it('takes over who has a password, and lets no session of a removed person count again', async () => {
    await ask('PUT', '/people/ann', { role: 'viewer' });
    await ask('PUT', '/people/eve', { role: 'admin' });
    const before = personSession.parse((await arrive(ann)).body);
    await ask('DELETE', '/people/ann');

    const after = personSession.parse((await arrive(ann)).body);

    expect(after.sessions).toBeGreaterThan(before.sessions);
  });

  it.each([{ login: 'two words' }, { role: 'king' }, { subject: '' }])(
    'refuses %j, and says what it expected',
    async (odd) => {
      const { status, body } = await arrive({ ...ann, ...odd });

      expect(status).toBe(400);
      expect(JSON.stringify(body)).toMatch(/expected/);
    },
  );
});
