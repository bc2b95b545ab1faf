import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { PositionSource } from './fleet/position-source';
import { SocketPositionSource } from './fleet/socket-position-source';
import { PageSettings } from './settings/page-settings';

/** What the page is made of, beside what is loaded when it is needed. */
export function appConfig(settings: PageSettings): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      { provide: PageSettings, useValue: settings },
      { provide: PositionSource, useClass: SocketPositionSource },
    ],
  };
}
