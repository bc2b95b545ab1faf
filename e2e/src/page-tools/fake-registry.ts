import type {
  ApiToken,
  AuditEntry,
  Knock,
  Listening,
  Person,
  Share,
  Vehicle,
} from '@fleetman/contract/registry';
import type { Page, Route } from '@playwright/test';

/** A registry of a test's own behind the gateway's routes: what it holds, and what was asked of it. */
export interface FakeRegistry {
  readonly login?: 'off' | 'password';
  /** Who is logged in. */
  readonly person?: Person;
  readonly vehicles: Vehicle[];
  readonly people?: readonly Person[];
  readonly shares?: readonly Share[];
  readonly tokens?: readonly ApiToken[];
  readonly audit?: readonly AuditEntry[];
  /** Who is not let in. */
  readonly knocks?: readonly Knock[];
  /** What a device that is being set up has sent. */
  listening: Listening;
  /** Whether positions are refused to those who have not logged in. */
  readonly isClosed?: boolean;
}

const answer = (route: Route, json: unknown, status = 200) => route.fulfill({ status, json });

/** Puts it in place of the real one, and of the session; all else goes to the real gateway. */
export async function fakeRegistry(page: Page, registry: FakeRegistry): Promise<void> {
  const { login = 'off', person, vehicles } = registry;
  await page.route(/\/api\/session$/, (route) =>
    answer(route, { login, registry: true, teltonikaPort: 5027, ...(person && { person }) }),
  );
  for (const [path, list = []] of [
    ['people', registry.people],
    ['shares', registry.shares],
    ['tokens', registry.tokens],
    ['audit', registry.audit],
    ['registry/knocks', registry.knocks],
  ] as const) {
    await page.route(new RegExp(`/api/${path}(\\?.*)?$`), (route) => answer(route, list));
  }
  await page.route(/\/api\/vehicles\/[^/]+\/devices$/, (route) =>
    answer(route, [{ id: '356307042441013', vehicle: 'id-0' }]),
  );
  await page.route(/\/api\/registry\/vehicles$/, (route) => answer(route, vehicles));
  await page.route(/\/api\/vehicles\/[^/]+\/keys$/, (route) =>
    answer(
      route,
      route.request().method() === 'POST' ? { key: 'a-key-that-is-shown-once', info: {} } : [],
    ),
  );
  await page.route(/\/api\/vehicles\/[^/]+\/listening\?/, (route) =>
    answer(route, registry.listening),
  );
  await page.route(/\/api\/vehicles\/[^/]+$/, (route) => {
    if (route.request().method() !== 'PUT') return route.fallback();
    const path = new URL(route.request().url()).pathname;
    const id = decodeURIComponent(path.split('/').at(-1) ?? '');
    // The page sends a whole record without its id.
    vehicles.push({ id, ...(route.request().postDataJSON() as Omit<Vehicle, 'id'>) });
    return answer(route, vehicles.at(-1));
  });
  if (!registry.isClosed) return;
  await page.routeWebSocket(/\/socket\.io\//, (socket) => void socket.close());
  await page.route(/\/api\/vehicles\/$/, (route) => answer(route, {}, 401));
}
