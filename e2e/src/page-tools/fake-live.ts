import type { VehiclePosition } from '@fleetman/contract';
import type { Page, WebSocketRoute } from '@playwright/test';

/** A gateway says so often what it hears of the fleet; a page gives up one that is silent for 5 s. */
const sayEveryMs = 2_000;

/** What a gateway tells a page that has just connected; nothing: it never answers. */
export interface FakeLive {
  readonly vehicles?: readonly VehiclePosition[];
  /** Whether the gateway itself hears of the fleet. Default: it does. */
  readonly isFresh?: boolean;
  /** Whether it goes away when it has said that. */
  readonly goesAway?: boolean;
}

/** Puts a gateway of a test's own in place of the socket's; REST goes to the real one, but for one vehicle. */
export async function fakeLive(page: Page, live: FakeLive): Promise<void> {
  let isFirst = true;
  await page.route(/\/api\/vehicles\/[^/]+$/, (route) => {
    const name = decodeURIComponent(
      new URL(route.request().url()).pathname.split('/').at(-1) ?? '',
    );
    return route.fulfill({ json: live.vehicles?.find((vehicle) => vehicle.name === name) ?? null });
  });
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    if (!live.vehicles) return;
    if (isFirst) answer(page, socket, live);
    else void socket.close();
    isFirst = live.goesAway !== true;
  });
}

/** Speaks as much of socket.io's protocol (Engine.IO 4, Socket.IO 5) as a page needs. */
function answer(
  page: Page,
  socket: WebSocketRoute,
  { vehicles = [], isFresh = true, goesAway }: FakeLive,
) {
  const now = Date.now();
  const never = 600_000;
  const handshake = { sid: 'test', upgrades: [], pingInterval: never, pingTimeout: never };
  const say = (...event: readonly unknown[]) => {
    socket.send(`42${JSON.stringify(event)}`);
  };
  socket.send(`0${JSON.stringify({ ...handshake, maxPayload: 1_000_000 })}`);
  const sayWhatIsHeard = () => {
    const heardAt = new Date(Date.now() - (isFresh ? 0 : 120_000)).toISOString();
    say('source', { fresh: isFresh, heardAt });
  };
  let saying: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    clearInterval(saying);
  };
  page.once('close', end);
  socket.onClose(() => {
    end();
    void socket.close();
  });
  socket.onMessage((message) => {
    // The page wants to connect to the namespace.
    if (!message.toString().startsWith('40')) return;
    socket.send('40{"sid":"test"}');
    say('snapshot', { now: new Date(now).toISOString(), vehicles });
    sayWhatIsHeard();
    if (goesAway) void socket.close();
    else saying = setInterval(sayWhatIsHeard, sayEveryMs);
  });
}
