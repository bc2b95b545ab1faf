import { readFileSync } from 'node:fs';
import { liveSocketPath } from '@fleetman/contract';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';

const packageJson = new URL('../../package.json', import.meta.url);
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(packageJson, 'utf8')));

const serviceCard = z.object({
  name: z.string(),
  version: z.string(),
  links: z.record(z.string(), z.string()).describe('relative to this address'),
});

const card: z.infer<typeof serviceCard> = {
  name: 'fleetman-api-gateway',
  version,
  links: {
    vehicles: './vehicles',
    vehicle: './vehicles/{name}',
    history: './history/{name}?since&until&limit&simplify',
    past: './fleet?at',
    playback: './fleet/range?from&to&step',
    extent: './fleet/extent',
    stops: './fleet/stops',
    live: `./${liveSocketPath}/`,
    openapi: './openapi.json',
  },
};

/** Who answers here, and what else there is. */
@ApiTags('service')
@Controller()
export class ServiceCardController {
  @Get()
  @ApiOperation({ summary: 'What this service is and where its parts are' })
  @ApiOkResponse({ standardSchema: serviceCard })
  card(): z.infer<typeof serviceCard> {
    return card;
  }
}
