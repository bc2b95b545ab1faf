import { runService } from '@fleetman/service-kit';
import { positionReceiver } from './index.ts';

await runService(positionReceiver);
