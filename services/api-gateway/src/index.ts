import { liveSocketPath } from '@fleetman/contract';
import type { ServiceDefinition } from '@fleetman/service-kit';
import { gatewayConfig, type GatewayConfig } from './config.ts';
import { GatewayModule } from './gateway.module.ts';
import { LiveSocketAdapter } from './live/live-socket-adapter.ts';
import { refuseOtherSockets } from './live/socket-upgrades.ts';
import { PastLimit } from './rest/past-limit.ts';
import { refuseReports } from './rest/refuse-reports.ts';
import { RequestLimit } from './rest/request-limit.ts';
import { secureTransport } from './rest/secure-transport.ts';
import { staleHeader } from './rest/vehicles.controller.ts';
import { accessDoor, openDoor } from './session/access-door.ts';
import { RoleGuard } from './session/role-guard.ts';
import { sessionCookieName } from './session/open-sessions.ts';
import { cookieName } from './session/sealed/own-cookie.ts';
import { Sessions } from './session/sessions.ts';

/** Where a browser gets the cookie of a session. */
const howToLogIn = {
  password: 'what POST /session sets',
  oidc: 'what GET /session/oidc sets, by way of the identity provider',
} as const;

/** The only door for front ends: REST and socket.io. */
export const apiGateway: ServiceDefinition<GatewayConfig> = {
  name: 'api-gateway',
  title: 'Fleetman API gateway',
  config: gatewayConfig,
  isPublic: true,
  createModule: (config, host) => GatewayModule.register(config, host),
  describeApi: (about, { LOGIN, TLS }) =>
    LOGIN === 'off'
      ? about
      : about
          .addCookieAuth(
            cookieName(TLS, sessionCookieName),
            { type: 'apiKey', in: 'cookie', description: howToLogIn[LOGIN] },
            'session',
          )
          .addBearerAuth({ type: 'http', description: 'the token of a program' }, 'token')
          .addSecurityRequirements('session')
          .addSecurityRequirements('token'),
  configure: (app, config, prefix) => {
    const { CORS_ORIGINS: origins } = config;
    const root = prefix && `/${prefix}`;
    const socketPath = `${root}/${liveSocketPath}`;
    if (config.TLS) app.use(secureTransport);
    app.use(refuseReports);
    app.enableCors({
      origin: typeof origins === 'string' ? origins : [...origins],
      methods: ['GET', 'HEAD'],
      exposedHeaders: [staleHeader, 'Retry-After', 'RateLimit', 'RateLimit-Policy'],
    });
    app.use(`/${prefix}`, app.get(RequestLimit).middleware);
    app.use(refuseOtherSockets(socketPath));
    const sessions = app.get(Sessions);
    const isBehindProxy = config.TRUST_PROXY > 0;
    app.use(
      `/${prefix}`,
      sessions.login === 'off'
        ? openDoor(isBehindProxy)
        : accessDoor({ accessOf: (request) => sessions.accessOf(request), isBehindProxy }),
    );
    app.useGlobalGuards(new RoleGuard(root, sessions.login !== 'off'));
    const past = new PastLimit({
      most: config.MAX_PAST_QUESTIONS,
      mostPerClient: config.MAX_PAST_QUESTIONS_PER_ADDRESS,
      trustedProxies: config.TRUST_PROXY,
    });
    app.use([`${root}/fleet`, `${root}/history`], past.middleware);
    app.useWebSocketAdapter(
      new LiveSocketAdapter(app, {
        path: socketPath,
        origins,
        trustedProxies: config.TRUST_PROXY,
        maxClients: config.MAX_CLIENTS,
        maxClientsPerAddress: config.MAX_CLIENTS_PER_ADDRESS,
      }),
    );
  },
};

export type { GatewayConfig };
