import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fakeNetwork, restoreNetwork } from '../../testing/fake-network';
import { FakeSocket } from '../../testing/fake-socket';
import { keepTold } from '../../testing/keep-told';
import { FallbackPositionSource } from './fallback-position-source';
import { socketOpener } from './live-socket';
import { SocketPositionSource } from './socket-position-source';

const noon = Date.UTC(2026, 10, 22, 12);
const now = new Date(noon).toISOString();
const bus = { name: 'Bus', lat: 1, longitude: 2, speed: 3, timestamp: now };
const snapshot = { now, vehicles: [{ ...bus, name: 'Tram', heading: null }] };

function setUp() {
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [
      SocketPositionSource,
      FallbackPositionSource,
      { provide: socketOpener, useValue: socket.open },
    ],
  });
  const { told, listener } = keepTold();
  const source = TestBed.inject(FallbackPositionSource);
  source.open(listener);
  /** Has the socket be refused, for so many seconds, whenever it is tried. */
  const refuse = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed++) {
      socket.refuse();
      await jest.advanceTimersByTimeAsync(1_000);
      // Code that is loaded takes no time of the fake clock.
      await jest.requireActual<Promise<unknown>>('./polling-position-source');
    }
  };
  return { socket, source, told, refuse };
}

describe('FallbackPositionSource', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
  });
  afterEach(() => {
    TestBed.inject(FallbackPositionSource).close();
    jest.useRealTimers();
    restoreNetwork();
  });

  it('asks by REST when the gateway has no socket, and says lost no more', async () => {
    fakeNetwork({ status: 200, body: [bus] });
    const { told, refuse } = setUp();

    await refuse(4);

    expect(told.slice(0, 2)).toEqual(['lost', 'lost']);
    expect(told.slice(2)).toContain('all: Bus');
    expect(told.slice(told.indexOf('all: Bus'))).not.toContain('lost');
  });

  it('returns to the socket when that is there, and asks no more', async () => {
    const asked = fakeNetwork({ status: 200, body: [bus] });
    const { socket, told, refuse } = setUp();
    await refuse(4);

    socket.accept();
    socket.receive('snapshot', snapshot);
    const before = asked.length;
    await jest.advanceTimersByTimeAsync(5_000);

    expect(told.slice(-2)).toEqual(['live', 'all: Tram']);
    expect(asked).toHaveLength(before);
  });

  it('waits ten seconds for a socket that was there', async () => {
    const asked = fakeNetwork({ status: 200, body: [bus] });
    const { socket, told, refuse } = setUp();
    socket.accept();
    socket.receive('snapshot', snapshot);
    socket.lose('transport close');

    await refuse(9);
    expect(asked.filter((url) => url.includes('vehicles'))).toEqual([]);
    await refuse(4);

    expect(told.at(-1)).toMatch(/update|all: Bus/);
  });

  it('asks by REST when tries of the socket hang though the network is there', async () => {
    fakeNetwork({ status: 200, body: [bus] });
    const { told } = setUp();

    await jest.advanceTimersByTimeAsync(4_000);
    await jest.requireActual<Promise<unknown>>('./polling-position-source');
    await jest.advanceTimersByTimeAsync(0);

    expect(told).toContain('all: Bus');
  });

  it('tries the socket at once when polling is the first to be answered after a long outage', async () => {
    fakeNetwork(undefined);
    const { socket, told, refuse } = setUp();
    socket.accept();
    socket.receive('snapshot', snapshot);
    socket.lose('transport close');
    await refuse(30);
    const before = socket.attempts;

    fakeNetwork({ status: 200, body: [bus] }, 'vehicles');
    // The longest pause between two polls.
    await jest.advanceTimersByTimeAsync(16_000);

    expect(told).toContain('all: Bus');
    expect(socket.attempts).toBe(before + 1);
  });

  it('is lost when neither is there', async () => {
    fakeNetwork(undefined);
    const { told, refuse } = setUp();

    await refuse(20);

    expect(new Set(told)).toEqual(new Set(['lost']));
  });

  it('tries the socket less often while REST answers', async () => {
    fakeNetwork({ status: 200, body: [bus] });
    const { socket, refuse } = setUp();
    await refuse(4);

    const before = socket.attempts;
    for (let passed = 0; passed < 600; passed++) {
      const { attempts } = socket;
      await jest.advanceTimersByTimeAsync(100);
      if (socket.attempts > attempts) socket.refuse();
    }

    expect(socket.attempts - before).toBeLessThan(15);
  });
});
