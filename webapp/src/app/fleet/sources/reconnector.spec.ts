import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fakeNetwork, restoreNetwork } from '../../testing/fake-network';
import { FakeSocket } from '../../testing/fake-socket';
import { Reconnector } from './reconnector';

describe('Reconnector, while a try to connect hangs', () => {
  let socket: FakeSocket;
  let reconnector: Reconnector;

  beforeEach(() => {
    jest.useFakeTimers();
    socket = new FakeSocket();
    reconnector = new Reconnector(document, socket.open('', {}), { lost: () => undefined });
    socket.accept();
    socket.lose('transport close');
    // The longest pause before the first try.
    jest.advanceTimersByTime(200);
    expect(socket.attempts).toBe(2);
  });
  afterEach(() => {
    reconnector.close();
    restoreNetwork();
    jest.useRealTimers();
  });

  it('begins anew when the gateway answers, and then leaves the try its 10 s', async () => {
    const asked = fakeNetwork({ status: 200 });

    await jest.advanceTimersByTimeAsync(1_200);
    expect(socket.attempts).toBe(3);
    expect(asked).toEqual([new URL('api/', document.baseURI).href]);

    await jest.advanceTimersByTimeAsync(10_000);
    expect(socket.attempts).toBe(3);
    expect(socket.attemptMs).toBe(10_000);
  });

  it.each([
    ['no answer', undefined],
    ['a proxy’s answer that the gateway is away', { status: 502 }],
  ])('waits while it gets %s, and asks no more once connected', async (_, answer) => {
    const asked = fakeNetwork(answer);

    await jest.advanceTimersByTimeAsync(2_900);
    expect(asked).toHaveLength(3);
    expect(socket.attempts).toBe(2);

    socket.accept();
    await jest.advanceTimersByTimeAsync(3_000);
    expect(asked).toHaveLength(3);
  });

  it('does not wait for the end of a long pause when the gateway answers', async () => {
    fakeNetwork(undefined);
    for (let failures = 0; failures < 12; failures++) {
      socket.refuse();
      await jest.advanceTimersByTimeAsync(0);
    }
    await jest.advanceTimersByTimeAsync(20_000);
    const before = socket.attempts;

    fakeNetwork({ status: 404 });
    await jest.advanceTimersByTimeAsync(1_000);

    expect(socket.attempts).toBe(before + 1);
  });

  it('tries at once, and once, when another request is answered in a long pause', async () => {
    fakeNetwork(undefined);
    for (let failures = 0; failures < 12; failures++) socket.refuse();
    const before = socket.attempts;

    reconnector.setPatient(true);
    reconnector.noteAnswer(10);
    expect(socket.attempts).toBe(before + 1);

    await jest.advanceTimersByTimeAsync(5_000);
    reconnector.noteAnswer(10);
    expect(socket.attempts).toBe(before + 1);
  });

  it('keeps a connection when a request is answered that was sent before it', () => {
    socket.accept();

    reconnector.noteAnswer(10);

    expect(socket.connected).toBe(true);
  });

  it('asks nobody while positions come another way', async () => {
    const asked = fakeNetwork(undefined);

    reconnector.setPatient(true);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(0);

    reconnector.setPatient(false);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveLength(1);
  });
});
