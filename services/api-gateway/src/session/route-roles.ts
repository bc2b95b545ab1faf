import type { Standing } from './access.ts';

/** Who may use a route. */
export interface RouteRule {
  readonly least: Standing;
  /** Not for those who are limited to groups: it is about more than vehicles, or about all of them. */
  readonly isForUnlimited?: true;
  /** There is nothing behind it where nobody logs in. */
  readonly needsLogin?: true;
}

const [anyone, share, viewer, dispatcher] = [
  { least: 'nobody' },
  { least: 'share' },
  { least: 'viewer' },
  { least: 'dispatcher' },
] as const;
const wholeFleet = { least: 'dispatcher', isForUnlimited: true } as const;
const sharing = { least: 'dispatcher', needsLogin: true } as const;
const people = { least: 'admin', isForUnlimited: true, needsLogin: true } as const;

/** Every route of the gateway, by method and path as its controller has it. What is not here is refused. */
export const routeRules: Readonly<Record<string, RouteRule>> = {
  'GET /health/live': anyone,
  'GET /health/ready': anyone,
  'GET /session': anyone,
  'POST /session': anyone,
  'DELETE /session': anyone,
  'POST /session/link': anyone,
  'POST /session/share': anyone,
  'PUT /session/password': viewer,
  'GET /session/oidc': anyone,
  'GET /session/oidc/callback': anyone,

  'GET /': share,
  'GET /vehicles': share,
  'GET /vehicles/:name': share,
  'GET /history/:name': share,
  'GET /fleet': share,
  'GET /fleet/range': share,
  'GET /fleet/extent': share,
  'GET /fleet/stops': share,

  'GET /registry/vehicles': viewer,
  'GET /groups': viewer,
  'POST /vehicles': dispatcher,
  'PUT /vehicles/:id': dispatcher,
  'DELETE /vehicles/:id': dispatcher,
  'GET /vehicles/:id/keys': dispatcher,
  'POST /vehicles/:id/keys': dispatcher,
  'DELETE /vehicles/:id/keys/:key': dispatcher,
  'GET /vehicles/:id/devices': dispatcher,
  'PUT /vehicles/:id/devices/:device': dispatcher,
  'DELETE /vehicles/:id/devices/:device': dispatcher,
  'GET /vehicles/:id/listening': dispatcher,
  'POST /registry/vehicles/import': wholeFleet,
  'GET /registry/knocks': wholeFleet,
  'GET /registry/bridges': wholeFleet,
  'POST /registry/bridges': wholeFleet,
  'DELETE /registry/bridges/:key': wholeFleet,

  'GET /shares': sharing,
  'POST /shares': sharing,
  'DELETE /shares/:id': sharing,

  'GET /people': people,
  'PUT /people/:login': people,
  'DELETE /people/:login': people,
  'POST /people/:login/link': people,
  'GET /tokens': people,
  'POST /tokens': people,
  'DELETE /tokens/:id': people,
  'GET /audit': people,
};
