import { runService } from '@fleetman/service-kit';
import { positionSimulator } from './index.ts';

await runService(positionSimulator);
