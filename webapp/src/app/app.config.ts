import type { ApplicationConfig } from '@angular/core';
import { FallbackPositionSource } from './fleet/sources/fallback-position-source';
import { PositionSource } from './fleet/position-source';
import { SocketPositionSource } from './fleet/sources/socket-position-source';
import { PageSettings } from './settings/page-settings';

/** What the page is made of, beside what is loaded when it is needed. */
export function appConfig(settings: PageSettings): ApplicationConfig {
  return {
    providers: [
      { provide: PageSettings, useValue: settings },
      SocketPositionSource,
      { provide: PositionSource, useClass: FallbackPositionSource },
    ],
  };
}
