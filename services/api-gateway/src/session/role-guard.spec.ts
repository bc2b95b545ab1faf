import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { ExecutionContext } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { Visibility } from '../visibility/visibility.ts';
import { accessOfRole, admit, anybody, nobody, type Access } from './access.ts';
import { RoleGuard } from './role-guard.ts';

const person = (role: 'viewer' | 'dispatcher' | 'admin', groups?: string[]): Access =>
  accessOfRole(role, { visibility: Visibility.everything, by: role, groups });
const share: Access = { standing: 'share', visibility: Visibility.nothing, by: 'share 1' };

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly root?: string;
  readonly hasLogin?: boolean;
  readonly access?: Access;
}

/** Whether the guard lets somebody use a route, else the code of its refusal. */
function answerTo({ method = 'GET', path, root = '', hasLogin = true, access }: Asked): unknown {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, route: { path } });
  if (access) admit(request, access);
  // As much of Nest's context as a guard looks at.
  const context = {
    getType: () => 'http',
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  try {
    return new RoleGuard(root, hasLogin).canActivate(context);
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

describe('RoleGuard', () => {
  it.each<[string, Asked, unknown]>([
    ['nobody who has not logged in', { path: '/vehicles' }, 'not-logged-in'],
    ['a share on a route of its vehicle', { path: '/vehicles', access: share }, true],
    ['a share on a route of records', { path: '/groups', access: share }, 'forbidden'],
    ['a viewer on the list', { path: '/vehicles', access: person('viewer') }, true],
    [
      'a viewer on a change',
      { method: 'PUT', path: '/vehicles/:id', access: person('viewer') },
      'forbidden',
    ],
    ['an admin on people', { path: '/people', access: person('admin') }, true],
    [
      'an admin limited to groups on people',
      { path: '/people', access: person('admin', ['north']) },
      'forbidden',
    ],
    [
      'anybody on people, without a login',
      { path: '/people', hasLogin: false, access: anybody },
      'not-found',
    ],
    ['nobody at the way in', { method: 'POST', path: '/session', access: nobody }, true],
    ['an admin on a route without a rule', { path: '/new', access: person('admin') }, 'internal'],
  ])('answers %s', (_who, asked, expected) => {
    expect(answerTo(asked)).toBe(expected);
  });

  it('knows routes below a prefix, with a slash at the end, and by HEAD', () => {
    const access = person('viewer');

    expect(answerTo({ path: '/api/vehicles', root: '/api', access })).toBe(true);
    expect(answerTo({ path: '/vehicles/', method: 'HEAD', access })).toBe(true);
    expect(answerTo({ path: '/api', root: '/api', access: share })).toBe(true);
    expect(answerTo({ path: '/health/live', root: '/api', access: nobody })).toBe(true);
  });

  it('leaves sockets to the live gateway', () => {
    const context = { getType: () => 'ws' } as unknown as ExecutionContext;

    expect(new RoleGuard('', true).canActivate(context)).toBe(true);
  });
});
