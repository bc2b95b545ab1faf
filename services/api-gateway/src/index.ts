import type { ServiceDefinition } from '@fleetman/service-kit';
import { gatewayConfig, type GatewayConfig } from './config.ts';
import { GatewayModule } from './gateway.module.ts';
import { LiveSocketAdapter } from './live/live-socket-adapter.ts';
import { RequestLimit } from './rest/request-limit.ts';
import { secureTransport } from './rest/secure-transport.ts';
import { staleHeader } from './rest/vehicles.controller.ts';

/** The only door for front ends: REST and socket.io. */
export const apiGateway: ServiceDefinition<GatewayConfig> = {
  name: 'api-gateway',
  title: 'Fleetman API gateway',
  config: gatewayConfig,
  createModule: (config, host) => GatewayModule.register(config, host),
  configure: (app, config, prefix) => {
    const { CORS_ORIGINS: origins } = config;
    if (config.TLS) app.use(secureTransport);
    app.enableCors({
      origin: typeof origins === 'string' ? origins : [...origins],
      methods: ['GET', 'HEAD'],
      exposedHeaders: [staleHeader, 'Retry-After', 'RateLimit', 'RateLimit-Policy'],
    });
    app.use(`/${prefix}`, app.get(RequestLimit).middleware);
    app.useWebSocketAdapter(
      new LiveSocketAdapter(app, {
        prefix,
        origins,
        isBehindProxy: config.TRUST_PROXY > 0,
        maxClients: config.MAX_CLIENTS,
      }),
    );
  },
};

export type { GatewayConfig };
