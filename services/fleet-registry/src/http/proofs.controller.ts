import {
  apiToken,
  credentials,
  linkUse,
  oneTimeLink,
  personSession,
  share,
  tokenUse,
  type ApiToken,
  type Credentials,
  type LinkUse,
  type OneTimeLink,
  type PersonSession,
  type Share,
  type TokenUse,
} from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ShareKeeper } from '../access/share-keeper.ts';
import { TokenKeeper } from '../access/token-keeper.ts';
import { LinkKeeper } from '../people/link-keeper.ts';
import { PeopleKeeper } from '../people/people-keeper.ts';
import { found } from './found.ts';

/** What the gateway asks of those who want in: whose is this password, link, share or token? */
@ApiTags('internal')
@Controller('internal')
export class ProofsController {
  constructor(
    private readonly people: PeopleKeeper,
    private readonly links: LinkKeeper,
    private readonly shares: ShareKeeper,
    private readonly tokens: TokenKeeper,
  ) {}

  @Post('people/check')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: personSession })
  async checkPassword(@Body({ schema: credentials }) given: Credentials): Promise<PersonSession> {
    const session = await this.people.check(given);
    if (session) return session;
    throw new FleetmanError('not-logged-in', 'login or password is wrong');
  }

  @Post('people/link')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: personSession })
  useLink(@Body({ schema: linkUse }) given: LinkUse): Promise<PersonSession> {
    return this.links.use(given);
  }

  /** A link for the first admin; 404 if there is one who can log in. */
  @Post('people/first-admin')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: oneTimeLink })
  async firstAdmin(): Promise<OneTimeLink> {
    return found(await this.links.firstAdmin(), 'there is an admin who can log in');
  }

  @Post('shares/open')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: share })
  async openShare(@Body({ schema: tokenUse }) { token }: TokenUse): Promise<Share> {
    return found(await this.shares.open(token), 'there is no such share now');
  }

  @Post('tokens/resolve')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: apiToken })
  async resolveToken(@Body({ schema: tokenUse }) { token }: TokenUse): Promise<ApiToken> {
    return found(await this.tokens.resolve(token), 'there is no such token');
  }
}
