import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { LogInRefusal } from './log-in-refusal.ts';
import { oidcPolicy, oidcSettings } from './oidc-settings.ts';
import { readClaims, type Claims } from './read-claims.ts';

const needed = {
  PAGE_URL: 'https://fleet.example',
  OIDC_ISSUER: 'https://id.example/realm',
  OIDC_CLIENT_ID: 'fleetman',
};

function read(claims: Claims, settings: Record<string, string> = {}) {
  const policy = oidcPolicy(z.object(oidcSettings).parse({ ...needed, ...settings }));
  if (!policy) throw new Error('The settings lack one.');
  return readClaims(claims, policy);
}

function reasonOf(claims: Claims): string {
  try {
    return read(claims).role;
  } catch (error) {
    if (error instanceof LogInRefusal) return `${error.reason}: ${error.message}`;
    throw error;
  }
}

const ann = { sub: '17', preferred_username: 'Ann', name: 'Ann Lee', roles: ['viewer'] };

describe('readClaims', () => {
  it('makes a person of what the provider says', () => {
    expect(read(ann)).toEqual({
      login: 'ann',
      name: 'Ann Lee',
      role: 'viewer',
      subject: 'https://id.example/realm 17',
    });
  });

  it.each([
    [{ preferred_username: 'two words', email: 'ann@example.com' }, 'ann@example.com'],
    [{ preferred_username: undefined }, '17'],
  ])('takes the first claim that can be a login: %j', (claims, login) => {
    expect(read({ ...ann, ...claims, name: 7 })).toMatchObject({
      login,
      ...(login === '17' && { name: '17' }),
    });
  });

  it('takes the highest of several roles, and passes over values of other systems', () => {
    expect(read({ ...ann, roles: ['offline', 'admin', 'viewer', 7] }).role).toBe('admin');
  });

  it('finds a claim by its path or its whole name, as one text or a list', () => {
    const path = { OIDC_ROLE_CLAIM: 'realm_access.roles' };
    expect(read({ ...ann, realm_access: { roles: ['dispatcher'] } }, path).role).toBe('dispatcher');
    const whole = 'https://fleet.example/role';
    expect(read({ ...ann, [whole]: 'admin' }, { OIDC_ROLE_CLAIM: whole }).role).toBe('admin');
  });

  it('reads values by the names that another system has for the roles', () => {
    const settings = { OIDC_ROLES: 'cn=office,dc=x=dispatcher, staff = viewer' };
    expect(() => read({ ...ann, roles: ['cn=office,dc=x'] }, settings)).toThrow();
    const plain = { OIDC_ROLES: 'Office Staff=dispatcher, all = viewer' };
    expect(read({ ...ann, roles: ['all', 'Office Staff'] }, plain).role).toBe('dispatcher');
  });

  it.each([
    [{ ...ann, roles: ['cleaner'] }, 'no-role: the claim roles of "ann" names no role (cleaner)'],
    [{ ...ann, roles: undefined }, 'no-role: the claim roles of "ann" names no role (nothing)'],
    [
      { ...ann, roles: { admin: true } },
      'no-role: the claim roles of "ann" names no role (nothing)',
    ],
    [{ ...ann, roles: ['toString'] }, 'no-role: the claim roles of "ann" names no role (toString)'],
    [{ sub: 'a|b' }, 'no-login: preferred_username, email and sub hold no login'],
  ])('refuses %j and says why', (claims, reason) => {
    expect(reasonOf(claims)).toBe(reason);
  });

  it('limits all but admins to the groups that a claim names', () => {
    const settings = { OIDC_GROUP_CLAIM: 'groups' };
    const groupsOf = (claims: Claims) => read({ ...ann, ...claims }, settings).groups;

    expect(groupsOf({ groups: ['south', 'north', 'x'.repeat(61), 7] })).toEqual(['north', 'south']);
    expect(groupsOf({})).toEqual([]);
    expect(groupsOf({ groups: ['north', '*'] })).toBeUndefined();
    expect(groupsOf({ groups: ['north'], roles: 'admin' })).toBeUndefined();
    expect(read({ ...ann, groups: ['north'] }).groups).toBeUndefined();
    expect(groupsOf({ groups: Array.from({ length: 200 }, (_, n) => `g${n}`) })).toHaveLength(100);
  });
});
