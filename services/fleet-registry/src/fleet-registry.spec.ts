import { auditEntry, issuedKey, keyInfo, vehicleRecord } from '@fleetman/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { sha256Of } from './store/record-id.ts';
import { startRegistry, type RegistryUnderTest } from './testing/start-registry.ts';

describe('fleet-registry', () => {
  let registry: RegistryUnderTest;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(async () => {
    await registry.stop();
  });

  const ask: RegistryUnderTest['ask'] = (...given) => registry.ask(...given);
  const resolve = (question: unknown) => ask('POST', '/internal/keys/resolve', question);

  async function makeKey(vehicle: string): Promise<z.infer<typeof issuedKey>> {
    await ask('PUT', `/vehicles/${encodeURIComponent(vehicle)}`, {});
    const path = `/vehicles/${encodeURIComponent(vehicle)}/keys`;
    return issuedKey.parse((await ask('POST', path, { label: 'phone' })).body);
  }

  it('is ready, and offers its routes as OpenAPI', async () => {
    expect((await ask('GET', '/health/ready')).status).toBe(200);
    expect(JSON.stringify((await ask('GET', '/openapi.json')).body)).toContain(
      '/vehicles/{id}/listening',
    );
  });

  it('makes, changes and lists vehicles, whatever their ids', async () => {
    const ids = ['A/B', '50 % off', '🚚 Ñandú'];
    for (const id of ids) {
      const path = `/vehicles/${encodeURIComponent(id)}`;
      const made = { id, name: id, retired: false };
      expect(await ask('PUT', path, {})).toEqual({ status: 200, body: made });
    }
    const path = `/vehicles/${encodeURIComponent('A/B')}`;
    await ask('PUT', path, { name: 'Van', plate: 'X 1', group: 'North' });
    const changed = { id: 'A/B', name: 'Van', group: 'North', retired: true };
    expect((await ask('PUT', path, { name: 'Van', group: 'North', retired: true })).body).toEqual(
      changed,
    );

    expect((await ask('GET', path)).body).toEqual(changed);
    const { body } = await ask('GET', '/registry/vehicles');
    expect(z.array(vehicleRecord).parse(body)).toHaveLength(3);
    expect((await ask('GET', '/groups')).body).toEqual([{ name: 'North', vehicles: 0 }]);
  });

  it.each([
    { method: 'PUT', path: '/vehicles/Van', body: { name: 'two\nlines' }, status: 400 },
    { method: 'PUT', path: `/vehicles/${'x'.repeat(101)}`, body: {}, status: 400 },
    { method: 'PUT', path: '/vehicles/Van', body: 'no object', status: 400 },
    { method: 'GET', path: '/vehicles/Nobody', status: 404 },
    { method: 'GET', path: '/vehicles/Nobody/keys', status: 404 },
    { method: 'POST', path: '/vehicles/Nobody/keys', body: {}, status: 404 },
    { method: 'PUT', path: '/vehicles/Nobody/devices/1', status: 404 },
    { method: 'GET', path: '/vehicles/Nobody/listening', status: 404 },
    { method: 'GET', path: '/people/nobody', status: 404 },
    { method: 'POST', path: '/people/nobody/link', status: 404 },
    { method: 'PUT', path: '/people/a b', body: { role: 'admin' }, status: 400 },
    { method: 'GET', path: '/shares/none', status: 404 },
    { method: 'GET', path: '/audit?limit=0', status: 400 },
    { method: 'GET', path: '/internal/changes?keys=x', status: 400 },
    { method: 'POST', path: '/registry/vehicles/import', body: {}, status: 400 },
    { method: 'POST', path: '/internal/keys/resolve', body: { sha256: 'x' }, status: 400 },
    { method: 'GET', path: '/nothing', status: 404 },
  ])('answers $status for $method $path', async ({ method, path, body, status }) => {
    const answer = await ask(method, path, body);
    expect(answer).toMatchObject({ status, body: { status } });
  });

  it('refuses a body that is no JSON, or too large, with a problem', async () => {
    const send = (body: string) =>
      fetch(`${registry.url}/vehicles/Van`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body,
      });
    expect((await send('{')).status).toBe(400);
    expect((await send(JSON.stringify({ notes: 'x'.repeat(1_100_000) }))).status).toBe(413);
  });

  it('makes keys that are seen once, knows whose they are, and takes them back', async () => {
    const { key, info } = await makeKey('Van 1');
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    const question = { sha256: sha256Of(key) };
    expect(await resolve(question)).toEqual({ status: 200, body: { vehicle: 'Van 1' } });
    const list = await ask('GET', '/vehicles/Van%201/keys');
    expect(list.body).toEqual([keyInfo.parse(info)]);
    expect(JSON.stringify(list.body)).not.toContain(key);

    await ask('POST', '/internal/signs', { keys: [question.sha256, 'f'.repeat(64)] });
    const used = z.array(keyInfo).parse((await ask('GET', '/vehicles/Van%201/keys')).body);
    expect(used[0]?.lastUsedAt).toBeDefined();

    await ask('DELETE', `/vehicles/Other/keys/${info.id}`);
    expect((await resolve(question)).status).toBe(200);
    await ask('DELETE', `/vehicles/Van%201/keys/${info.id}`);
    expect((await resolve(question)).status).toBe(404);
    expect(registry.logged()).not.toContain(key);
  });

  it('makes keys for bridges', async () => {
    const { body } = await ask('POST', '/registry/bridges', { label: 'Traccar' });
    const { key, info } = issuedKey.parse(body);
    expect((await resolve({ sha256: sha256Of(key) })).body).toEqual({ bridge: info.id });
    expect((await ask('GET', '/registry/bridges')).body).toEqual([info]);
    await ask('DELETE', `/registry/bridges/${info.id}`);
    expect((await resolve({ sha256: sha256Of(key) })).status).toBe(404);
  });

  it('finds a vehicle by its device, or its own id, and by neither once it is retired', async () => {
    await ask('PUT', '/vehicles/Van%202', {});
    expect((await ask('PUT', '/vehicles/Van%202/devices/356307042441013')).status).toBe(204);
    await ask('PUT', '/vehicles/Van%202/devices/356307042441013');
    expect((await ask('GET', '/vehicles/Van%202/devices')).body).toEqual([
      { id: '356307042441013', vehicle: 'Van 2' },
    ]);
    expect((await resolve({ device: '356307042441013' })).body).toEqual({ vehicle: 'Van 2' });
    expect((await resolve({ device: 'Van 2' })).body).toEqual({ vehicle: 'Van 2' });
    expect((await resolve({ device: 'Nobody' })).status).toBe(404);

    const { key } = await makeKey('Van 2');
    await ask('PUT', '/vehicles/Van%202', { retired: true });
    expect((await resolve({ device: '356307042441013' })).status).toBe(404);
    expect((await resolve({ sha256: sha256Of(key) })).status).toBe(404);
  });

  it('keeps a device in one vehicle, and does not say in which', async () => {
    await ask('PUT', '/vehicles/Van%203', {});
    await ask('PUT', '/vehicles/Secret', {});
    await ask('PUT', '/vehicles/Secret/devices/77');
    const answer = await ask('PUT', '/vehicles/Van%203/devices/77');
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).not.toContain('Secret');
    expect((await ask('PUT', '/vehicles/Van%203/devices/Secret')).status).toBe(409);
    expect((await ask('PUT', '/vehicles/77', {})).status).toBe(409);

    await ask('DELETE', '/vehicles/Van%203/devices/77');
    expect((await resolve({ device: '77' })).body).toEqual({ vehicle: 'Secret' });
    await ask('DELETE', '/vehicles/Secret/devices/77');
    expect((await ask('PUT', '/vehicles/Van%203/devices/77')).status).toBe(204);
  });

  it('forgets a vehicle with its keys, devices, shares and signs', async () => {
    const { key } = await makeKey('Gone');
    await ask('PUT', '/vehicles/Gone/devices/78');
    const until = new Date(Date.now() + 60_000).toISOString();
    await ask('POST', '/shares', { vehicle: 'Gone', until });

    expect((await ask('DELETE', '/vehicles/Gone')).status).toBe(204);
    expect((await ask('DELETE', '/vehicles/Gone')).status).toBe(204);

    expect((await ask('GET', '/vehicles/Gone')).status).toBe(404);
    expect((await resolve({ sha256: sha256Of(key) })).status).toBe(404);
    expect((await resolve({ device: '78' })).status).toBe(404);
    expect((await ask('GET', '/shares')).body).toEqual([]);
  });

  it('says what a vehicle and those who knock did', async () => {
    await ask('PUT', '/vehicles/New', {});
    const [at, since] = ['2026-11-30T12:00:05.000Z', '2026-11-30T12:00:00.000Z'];
    const listen = (time: string) => ask('GET', `/vehicles/New/listening?since=${time}`);
    expect((await listen(since)).body).toEqual({ troubles: [] });

    const knock = { at, app: 'osmand', address: '10.0.0.1', why: 'unknown-key' };
    const device = '79';
    const tracker = { at, app: 'teltonika', address: '10.0.0.1', why: 'unknown-device', device };
    const trouble = { at, app: 'osmand', what: 'clock', detail: 'two hours behind' };
    const report = { at, receivedAt: at, app: 'osmand', accuracy: 12 };
    const signs = {
      knocks: [knock, tracker],
      troubles: [{ ...trouble, vehicle: 'New' }],
      reports: [{ ...report, vehicle: 'New' }],
    };
    expect((await ask('POST', '/internal/signs', signs)).status).toBe(204);

    expect((await ask('GET', '/registry/knocks')).body).toEqual([tracker, knock]);
    const stranger = { at, app: 'teltonika', what: 'unknown-device', detail: device };
    expect((await listen(since)).body).toMatchObject({ troubles: [trouble, stranger, {}] });
    await ask('PUT', `/vehicles/New/devices/${device}`);
    expect((await ask('GET', '/registry/knocks')).body).toEqual([knock]);
    const wrongKey = { at, app: 'osmand', what: 'wrong-key', detail: '10.0.0.1' };
    expect((await listen(since)).body).toEqual({ first: report, troubles: [trouble, wrongKey] });
    expect((await listen('2026-11-30T12:00:06.000Z')).body).toEqual({ troubles: [] });
    expect((await ask('POST', '/internal/signs', { knocks: 'many' })).status).toBe(400);
  });

  it('wakes who waits for changes', async () => {
    const { body } = await ask('GET', '/internal/changes');
    const known = z.record(z.string(), z.int()).parse(body);
    const query = new URLSearchParams(
      Object.entries(known).map(([topic, version]): [string, string] => [topic, String(version)]),
    );
    const answer = ask('GET', `/internal/changes?${query.toString()}`);
    await ask('PUT', '/vehicles/Woken', {});
    const { vehicles = 0, keys = 0 } = known;
    expect((await answer).body).toEqual({ ...known, vehicles: vehicles + 1, keys: keys + 1 });
  });

  it('notes who did what, the newest first', async () => {
    await ask('PUT', '/vehicles/Noted', {});
    await ask('POST', '/internal/audit', { what: 'history-read', vehicle: 'Noted' });
    const { body } = await ask('GET', '/audit?limit=2');
    const [read, made] = z.array(auditEntry).parse(body);
    expect(read).toMatchObject({ by: 'Ann Ö', what: 'history-read', vehicle: 'Noted' });
    expect(made).toMatchObject({ by: 'Ann Ö', what: 'vehicle-created', vehicle: 'Noted' });
    const before = await ask('GET', `/audit?before=${made?.at ?? ''}`);
    expect(JSON.stringify(before.body)).not.toContain('Noted');
  });
});
