import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { loadPageSettings } from './app/loading/load-page-settings';
import { loadLanguage } from './locales/load-language';

/**
 * Not awaited here: a script that awaits while it is loaded might wait for a later one, so that the bundler would
 * move all that they share into files of their own.
 */
async function start(): Promise<void> {
  const [settings] = await Promise.all([loadPageSettings(), loadLanguage()]);
  await bootstrapApplication(App, appConfig(settings));
}

void start();
