import { deviceSigns } from '@fleetman/contract/registry';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { SignCollector } from './sign-collector.ts';
import { SignSender } from './sign-sender.ts';

const start = Date.parse('2026-11-30T12:00:00.000Z');
const app = 'osmand';

describe('SignCollector', () => {
  let nowMs: number;
  let signs: SignCollector;

  beforeEach(() => {
    nowMs = start;
    signs = new SignCollector(() => new Date(nowMs));
  });

  const fixAt = (seconds: number, more = {}) => ({
    ...{ lat: 1, lng: 2, time: new Date(start + seconds * 1_000), accuracy: 12 },
    ...more,
  });
  const report = (vehicle: string, more = {}) => {
    signs.took({ vehicle, app, fix: fixAt((nowMs - start) / 1_000, more) });
  };
  const troubles = () => signs.take()?.troubles.map(({ what, detail }) => [what, detail]);

  it('hands out a first report at once, and others of the vehicle half a minute later', () => {
    report('Van 1');
    report('Van 1');
    report('Van 2', { accuracy: undefined });
    const at = '2026-11-30T12:00:00.000Z';
    expect(signs.take()).toEqual({
      knocks: [],
      troubles: [],
      reports: [
        { vehicle: 'Van 1', app, at, receivedAt: at, accuracy: 12 },
        { vehicle: 'Van 2', app, at, receivedAt: at },
      ],
      keys: [],
    });
    nowMs += 29_999;
    report('Van 1');
    expect(signs.take()).toBeUndefined();
    nowMs += 1;
    report('Van 1');
    expect(signs.take()?.reports).toHaveLength(1);
  });

  it('hands out the first report after a trouble at once', () => {
    report('Van 1');
    signs.trouble({ vehicle: 'Van 1', app, what: 'invalid', detail: 'lat: nothing given' });
    report('Van 1');
    expect(signs.take()).toMatchObject({ troubles: [{ what: 'invalid' }], reports: [{}, {}] });
  });

  it.each([
    { seconds: 180, more: {}, expected: ['clock', '3 min ahead'] },
    { seconds: -7_500, more: {}, expected: ['clock', '2 h 5 min behind, or sent so late'] },
    { seconds: -300_000, more: {}, expected: ['clock', '3 days behind, or sent so late'] },
    { seconds: 0, more: { lat: 0, lng: 0 }, expected: ['no-place', '0,0 given'] },
    { seconds: 0, more: { accuracy: 1_500.4 }, expected: ['network-location', '1500 m accurate'] },
  ])('says what is odd about a fix: $expected', ({ seconds, more, expected }) => {
    signs.took({ vehicle: 'Van 1', app, fix: fixAt(seconds, more) });
    expect(troubles()).toEqual([expected]);
  });

  it('finds nothing odd about a fix that is a little late, or ahead', () => {
    for (const seconds of [-1_700, 100]) {
      signs.took({ vehicle: 'Van 1', app, fix: fixAt(seconds) });
      expect(troubles()).toEqual([]);
      nowMs = start + 60_000;
    }
  });

  it('counts knocks of an address once in a while, and keys once a minute', () => {
    const knock = { app, address: '10.0.0.1', why: 'unknown-key' } as const;
    for (let times = 0; times < 3; times++) {
      signs.knock(knock);
      signs.keyUsed('a'.repeat(64));
    }
    signs.knock({ ...knock, address: '10.0.0.2' });
    expect(signs.take()).toMatchObject({ knocks: [{}, {}], keys: ['a'.repeat(64)] });
    nowMs += 6_000;
    signs.knock(knock);
    signs.keyUsed('a'.repeat(64));
    expect(signs.take()).toMatchObject({ knocks: [{}], keys: [] });
  });

  it('hands out what the registry takes, however much and whatever devices say', () => {
    for (let index = 0; index < 2_000; index++) report(`Van ${index}`);
    signs.trouble({ vehicle: 'Van', app, what: 'invalid', detail: ' \n'.repeat(500) });
    signs.trouble({
      vehicle: 'Van 1',
      app,
      what: 'invalid',
      detail: `\ud83d\n${'🚚'.repeat(500)}`,
    });
    const why = 'unknown-device';
    signs.knock({ app, address: '10.0.0.1', why, device: `${'x'.repeat(99)}🚚\u0000` });
    const taken = signs.take();
    expect(taken?.reports).toHaveLength(1_000);
    expect(deviceSigns.safeParse(taken).error).toBeUndefined();
  });
});

describe('SignSender', () => {
  it('sends what there is, one message at a time, and goes on after a failure', async () => {
    const collector = new SignCollector(() => new Date(start));
    const sent: unknown[] = [];
    const held = Promise.withResolvers<undefined>();
    const sender = new SignSender({
      collector,
      intervalMs: 3_600_000,
      send: async (signs) => {
        sent.push(signs.keys);
        await held.promise;
        throw new Error('away');
      },
    });
    await sender.send();
    collector.keyUsed('a');
    const first = sender.send();
    collector.keyUsed('b');
    await sender.send();
    held.resolve(undefined);
    await first;
    await sender.send();
    sender.close();
    expect(sent).toEqual([['a'], ['b']]);
  });
});
