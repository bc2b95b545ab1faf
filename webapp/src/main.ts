import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { loadPageSettings } from './app/settings/page-settings';

await bootstrapApplication(App, appConfig(await loadPageSettings()));
