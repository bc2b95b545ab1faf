import { runService } from '@fleetman/service-kit';
import { apiGateway } from './index.ts';

await runService(apiGateway);
