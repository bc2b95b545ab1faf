import { problem } from '@fleetman/contract';
import {
  credentials,
  linkUse,
  passwordChange,
  person,
  tokenUse,
  type Person,
} from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod';
import { VehicleLabels } from '../labels/vehicle-labels.ts';
import { readJson } from '../rest/read-request.ts';
import { TakesJson } from '../rest/takes-json.ts';
import { Asking, type Access } from './access.ts';
import { TooManyAttempts } from './login-desk.ts';
import {
  endAtProvider,
  sessionInfo,
  type EndAtProvider,
  type SessionInfo,
} from './session-info.ts';
import { SealedSessions, Sessions } from './sessions.ts';

/** What a page is told beside who asks. */
export abstract class SessionSurroundings {
  abstract readonly registry: boolean;
  abstract readonly devicesUrl: string | undefined;
  abstract readonly teltonikaPort: number | undefined;
}

const whoLoggedIn = z.object({ person });
const ending = z.object({ everywhere: z.enum(['true', 'false']).optional() });

/** Who is logged in, and how to log in and out. */
@ApiTags('session')
@ApiUnauthorizedResponse({
  description: 'What was given is wrong, or over',
  standardSchema: problem,
})
@ApiTooManyRequestsResponse({ description: 'Too many attempts', standardSchema: problem })
@Controller('session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    @Inject(SessionSurroundings) private readonly surroundings: SessionSurroundings,
    @Inject(VehicleLabels) private readonly labels: VehicleLabels,
  ) {}

  @Get()
  @ApiOperation({ summary: 'How people log in here, and who asks; for everybody' })
  @ApiOkResponse({ standardSchema: sessionInfo })
  @Header('Cache-Control', 'no-store')
  info(@Asking() { person, share }: Access): SessionInfo {
    const { registry, devicesUrl, teltonikaPort } = this.surroundings;
    const mayConnect = registry && (this.sessions.login === 'off' || person !== undefined);
    const label = share && this.labels.of(share.vehicle);
    return {
      login: this.sessions.login,
      registry,
      ...(person && { person }),
      ...(share && {
        share: {
          vehicle: share.vehicle,
          until: share.until,
          ...(label !== undefined && { label }),
        },
      }),
      ...(devicesUrl !== undefined && { devicesUrl }),
      ...(mayConnect && teltonikaPort !== undefined && { teltonikaPort }),
    };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Log in' })
  @TakesJson(credentials)
  @ApiOkResponse({ standardSchema: whoLoggedIn })
  async logIn(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const sessions = this.#byPassword();
    const body = await readJson(request);
    const session = await patiently(response, () => sessions.desk.logIn(body, request));
    await sessions.begin(session, response);
    return loggedIn(session.person);
  }

  @Delete()
  @ApiOperation({ summary: 'Log out, here or everywhere' })
  @ApiNoContentResponse({ description: 'Logged out' })
  @ApiOkResponse({ description: 'And at the provider one may too', standardSchema: endAtProvider })
  async logOut(
    @Asking() access: Access,
    @Query({ schema: ending }) { everywhere }: z.infer<typeof ending>,
    @Res() response: Response,
  ): Promise<void> {
    const sessions = this.#sessions();
    await sessions.end(access, everywhere === 'true', response);
    const endAddress = access.person && sessions.provider?.endAddress;
    if (endAddress === undefined) {
      response.status(204).end();
      return;
    }
    const answer: EndAtProvider = { endAddress };
    response.status(200).json(answer);
  }

  @Put('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change one’s own password; all other sessions end' })
  @TakesJson(passwordChange)
  @ApiNoContentResponse({ description: 'Changed' })
  async changePassword(
    @Asking() { person }: Access,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const sessions = this.#byPassword();
    if (!person) throw new FleetmanError('forbidden', 'only a person has a password');
    const body = await readJson(request);
    const session = await patiently(response, () =>
      sessions.desk.changePassword(person.login, body, request),
    );
    await sessions.begin(session, response);
  }

  @Post('link')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set a password by a one-time link, and log in' })
  @TakesJson(linkUse)
  @ApiOkResponse({ standardSchema: whoLoggedIn })
  async useLink(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const sessions = this.#byPassword();
    const body = await readJson(request);
    const session = await patiently(response, () => sessions.desk.useLink(body, request));
    await sessions.begin(session, response);
    return loggedIn(session.person);
  }

  @Post('share')
  @HttpCode(204)
  @ApiOperation({ summary: 'See the one vehicle of a share, until it ends' })
  @TakesJson(tokenUse)
  @ApiNoContentResponse({ description: 'The session is a share’s from now on' })
  async openShare(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const sessions = this.#sessions();
    const body = await readJson(request);
    const share = await patiently(response, () => sessions.desk.openShare(body, request));
    await sessions.beginShare(share, response);
  }

  #sessions(): SealedSessions {
    if (this.sessions instanceof SealedSessions) return this.sessions;
    throw new FleetmanError('not-found', 'nobody logs in here: LOGIN is off');
  }

  #byPassword(): SealedSessions {
    const sessions = this.#sessions();
    if (!sessions.provider) return sessions;
    throw new FleetmanError('not-found', 'nobody has a password here: LOGIN is oidc');
  }
}

function loggedIn(person: Person) {
  return { person };
}

/** Says when to come again, if there were too many attempts. */
async function patiently<T>(response: Response, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof TooManyAttempts) response.setHeader('Retry-After', String(error.seconds));
    throw error;
  }
}
