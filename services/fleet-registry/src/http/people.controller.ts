import {
  login,
  oneTimeLink,
  passwordChange,
  person,
  personChange,
  personSession,
  type OneTimeLink,
  type PasswordChange,
  type Person,
  type PersonChange,
  type PersonSession,
} from '@fleetman/contract/registry';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LinkKeeper } from '../people/link-keeper.ts';
import { PeopleKeeper } from '../people/people-keeper.ts';
import { ActingPerson } from './acting-person.ts';

/** Who may log in. */
@ApiTags('people')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleKeeper,
    private readonly links: LinkKeeper,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: person, isArray: true })
  list(): Promise<Person[]> {
    return this.people.list();
  }

  /** With the number of the sessions that count. */
  @Get(':login')
  @ApiOkResponse({ standardSchema: personSession })
  find(@Param('login', { schema: login }) name: string): Promise<PersonSession> {
    return this.people.find(name);
  }

  @Put(':login')
  @ApiOkResponse({ standardSchema: person })
  put(
    @Param('login', { schema: login }) name: string,
    @Body({ schema: personChange }) change: PersonChange,
    @ActingPerson() by: string,
  ): Promise<Person> {
    return this.people.put(name, change, by);
  }

  @Delete(':login')
  @HttpCode(204)
  remove(@Param('login', { schema: login }) name: string, @ActingPerson() by: string) {
    return this.people.remove(name, by);
  }

  @Post(':login/link')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: oneTimeLink })
  issueLink(
    @Param('login', { schema: login }) name: string,
    @ActingPerson() by: string,
  ): Promise<OneTimeLink> {
    return this.links.issue(name, by);
  }

  @Put(':login/password')
  @ApiOkResponse({ standardSchema: personSession })
  changePassword(
    @Param('login', { schema: login }) name: string,
    @Body({ schema: passwordChange }) change: PasswordChange,
  ): Promise<PersonSession> {
    return this.people.changePassword(name, change);
  }

  /** Ends all sessions of the person. */
  @Delete(':login/sessions')
  @ApiOkResponse({ standardSchema: personSession })
  endSessions(
    @Param('login', { schema: login }) name: string,
    @ActingPerson() by: string,
  ): Promise<PersonSession> {
    return this.people.endSessions(name, by);
  }
}
