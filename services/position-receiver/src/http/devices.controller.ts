import { problem } from '@fleetman/contract';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DeviceRefusal } from '../intake/device-refusal.ts';
import { DeviceDoor } from './device-door.ts';

/** Where devices deliver. The key was taken out of the address by `takeKeyOut`. */
@ApiTags('devices')
@ApiOkResponse({ description: 'Published; the body is what the app expects' })
@ApiBadRequestResponse({ description: 'No report can be read', standardSchema: problem })
@ApiUnauthorizedResponse({ description: 'Nobody has this key', standardSchema: problem })
@ApiTooManyRequestsResponse({ standardSchema: problem })
@ApiServiceUnavailableResponse({
  description: 'The queue is away: send the same again after Retry-After',
  standardSchema: problem,
})
@Controller('in')
export class DevicesController {
  constructor(private readonly door: DeviceDoor) {}

  @Get(['', ':app'])
  @ApiOperation({ summary: 'One fix in the query, at /in/{key}/{app}' })
  get(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.#take(request, response);
  }

  @Post(['', ':app'])
  @ApiOperation({ summary: 'One fix or many in the body, at /in/{key}/{app}' })
  post(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.#take(request, response);
  }

  async #take(request: Request, response: Response): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    try {
      const { type, body } = await this.door.take(request);
      // Not `send`, which could answer 304 to a device that waits for 200.
      response.status(200).type(type).end(body);
    } catch (error) {
      if (error instanceof DeviceRefusal) addHeaders(error, response);
      throw error;
    }
  }
}

function addHeaders({ code, retryAfterSeconds }: DeviceRefusal, response: Response): void {
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', retryAfterSeconds);
  if (code === 'key-unknown') response.setHeader('WWW-Authenticate', 'Bearer realm="fleetman"');
  // The rest of a body that is too large is not waited for.
  if (code === 'too-large') response.setHeader('Connection', 'close');
}
