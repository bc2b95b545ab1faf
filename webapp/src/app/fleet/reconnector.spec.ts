import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fakeNetwork, restoreNetwork } from '../testing/fake-network';
import { FakeSocket } from '../testing/fake-socket';
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

  it('begins anew when the network answers', async () => {
    fakeNetwork({ status: 200 });

    await jest.advanceTimersByTimeAsync(700);

    expect(socket.attempts).toBe(3);
  });

  it('waits as long as the network does not answer, and asks no more once connected', async () => {
    const asked = fakeNetwork(undefined);

    await jest.advanceTimersByTimeAsync(1_900);
    expect(asked).toHaveLength(3);
    expect(socket.attempts).toBe(2);

    socket.accept();
    await jest.advanceTimersByTimeAsync(3_000);
    expect(asked).toHaveLength(3);
  });
});
