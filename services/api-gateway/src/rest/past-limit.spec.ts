import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTracker } from '../testing/fake-tracker.ts';
import { startGateway } from '../testing/start-gateway.ts';

describe('the limit of open questions about the past', () => {
  let tracker: FakeTracker;
  let service: RunningService;
  const open: AbortController[] = [];

  beforeEach(async () => {
    tracker = await FakeTracker.start();
    service = await startGateway({
      TRACKER_URL: tracker.url,
      TRACKER_TIMEOUT: '60s',
      LIVE_URL: 'memory:',
      TRUST_PROXY: '1',
      MAX_PAST_QUESTIONS: '3',
      MAX_PAST_QUESTIONS_PER_ADDRESS: '2',
    });
    await eventually(() => {
      expect(tracker.requests).toEqual(['/vehicles/']);
    });
    tracker.answer = FakeTracker.silence();
  });
  afterEach(async () => {
    for (const question of open.splice(0)) question.abort();
    await service.close();
    await tracker.stop();
  });

  const ask = (address: string, signal?: AbortSignal) =>
    fetch(`${service.url}/history/City%20Truck`, {
      headers: { 'x-forwarded-for': address },
      ...(signal && { signal }),
    });

  const asked = () => tracker.requests.filter((path) => path.startsWith('/history')).length;

  /** Asks, and resolves when the tracker was asked. */
  async function openQuestion(address: string): Promise<AbortController> {
    const question = new AbortController();
    open.push(question);
    const before = asked();
    // It ends by its abort.
    ask(address, question.signal).catch(() => undefined);
    await eventually(() => {
      expect(asked()).toBe(before + 1);
    });
    return question;
  }

  it('refuses one client more than its share, and others only where all places are taken', async () => {
    await openQuestion('1.1.1.1');
    await openQuestion('1.1.1.1');

    const refused = await ask('1.1.1.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({
      type: 'urn:fleetman:rate-limited',
      detail: expect.stringContaining('2 from your address'),
    });
    await openQuestion('2.2.2.2');
    expect((await ask('3.3.3.3')).status).toBe(429);
    expect(asked()).toBe(3);
  });

  it('gives the place of a client that leaves to another', async () => {
    const [first] = [await openQuestion('1.1.1.1'), await openQuestion('1.1.1.1')];

    first.abort();

    await eventually(async () => {
      const another = new AbortController();
      open.push(another);
      const before = asked();
      let refusal: number | undefined;
      ask('1.1.1.1', another.signal).then(
        ({ status }) => (refusal = status),
        () => (refusal = 0),
      );
      while (asked() === before && refusal === undefined) await new Promise(setImmediate);
      expect(refusal).toBeUndefined();
    });
  });

  it('holds nobody to it who asks for the present', async () => {
    await openQuestion('1.1.1.1');
    await openQuestion('1.1.1.1');

    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    expect((await fetch(service.url, { headers: { 'x-forwarded-for': '1.1.1.1' } })).status).toBe(
      200,
    );
  });
});
