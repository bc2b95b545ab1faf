import { runService } from '@fleetman/service-kit';
import { positionTracker } from './index.ts';

await runService(positionTracker);
