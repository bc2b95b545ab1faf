import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { loadPageSettings } from './app/loading/load-page-settings';
import { loadLanguage } from './locales/load-language';

const [settings] = await Promise.all([loadPageSettings(), loadLanguage()]);

await bootstrapApplication(App, appConfig(settings));
