import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { HistorySource, HttpHistorySource } from './fleet/history-source';
import { HttpPastSource } from './history/http-past-source';
import { PastSource } from './history/past-source';
import { PositionSource } from './fleet/position-source';
import { SocketPositionSource } from './fleet/socket-position-source';
import { PageSettings } from './settings/page-settings';

/** Everything the page is made of; the adapters are chosen here. */
export function appConfig(settings: PageSettings): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      { provide: PageSettings, useValue: settings },
      { provide: PositionSource, useClass: SocketPositionSource },
      { provide: HistorySource, useClass: HttpHistorySource },
      { provide: PastSource, useClass: HttpPastSource },
    ],
  };
}
