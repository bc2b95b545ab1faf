import {
  personArrival,
  personSession,
  type PersonArrival,
  type PersonSession,
} from '@fleetman/contract/registry';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ArrivalKeeper } from '../people/arrival-keeper.ts';

/** What the gateway says of those whom an identity provider has let in. */
@ApiTags('internal')
@Controller('internal/people/arrival')
export class ArrivalsController {
  constructor(private readonly arrivals: ArrivalKeeper) {}

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: personSession })
  arrive(@Body({ schema: personArrival }) arrival: PersonArrival): Promise<PersonSession> {
    return this.arrivals.arrive(arrival);
  }
}
