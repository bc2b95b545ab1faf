import { runService } from '@fleetman/service-kit';
import { fleetRegistry } from './index.ts';

await runService(fleetRegistry);
