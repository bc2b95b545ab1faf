import { problem } from '@fleetman/contract';
import { FleetmanError } from '@fleetman/service-kit';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { SealedSessions, Sessions } from '../sessions.ts';
import type { ProviderDesk } from './provider-desk.ts';

interface OidcSessions {
  readonly sessions: SealedSessions;
  readonly provider: ProviderDesk;
}

/** The way to the identity provider and back, which browsers go. */
@ApiTags('session')
@ApiNotFoundResponse({ description: 'LOGIN is not oidc', standardSchema: problem })
@Controller('session/oidc')
export class OidcController {
  constructor(private readonly sessions: Sessions) {}

  @Get()
  @ApiOperation({ summary: 'Log in by the identity provider' })
  @ApiQuery({ name: 'return', required: false, description: 'A path of this site to end at' })
  @ApiResponse({ status: 303, description: 'To the provider, or to the page if that is away' })
  async start(@Query('return') wish: unknown, @Res() response: Response): Promise<void> {
    const { provider } = this.#parts();
    await redirect(provider, response, () => provider.setOut(wish, response));
  }

  @Get('callback')
  @ApiOperation({ summary: 'Where the identity provider sends people back to' })
  @ApiResponse({ status: 303, description: 'To the page, which says why if nobody is let in' })
  async end(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { sessions, provider } = this.#parts();
    await redirect(provider, response, async () => {
      const { session, back } = await provider.comeBack(request, response);
      await sessions.begin(session, response);
      return back;
    });
  }

  #parts(): OidcSessions {
    const { sessions } = this;
    const provider = sessions instanceof SealedSessions ? sessions.provider : undefined;
    if (sessions instanceof SealedSessions && provider) return { sessions, provider };
    const detail = `nobody logs in by a provider here: LOGIN is ${sessions.login}`;
    throw new FleetmanError('not-found', detail);
  }
}

async function redirect(
  provider: ProviderDesk,
  response: Response,
  way: () => Promise<string>,
): Promise<void> {
  let address: string;
  try {
    address = await way();
  } catch (error) {
    // Nobody reads JSON there: the page says what is wrong.
    address = provider.refuse(error);
  }
  response.setHeader('Cache-Control', 'no-store');
  response.redirect(303, address);
}
