import { personArrival, roles, type PersonArrival, type Role } from '@fleetman/contract/registry';
import { LogInRefusal } from './log-in-refusal.ts';
import type { OidcPolicy } from './oidc-settings.ts';

/** What a provider says of somebody, by the names of the claims. */
export type Claims = Readonly<Record<string, unknown>>;

/** More values of one claim are not looked at. */
const mostValues = 1_000;

/** As many groups as the registry takes. */
const mostGroups = 100;

/** Says that somebody sees the vehicles of all groups. */
const allGroups = '*';

const { login, name, groups } = personArrival.shape;

/**
 * Who somebody is here, by what the provider says: `preferred_username`, else `email`, else `sub` is the login, the
 * highest role that `roleClaim` names is the role. With a `groupClaim` all but admins are limited to the groups it
 * names; the value `*` stands for all, and without the claim they see no vehicle.
 *
 * @throws LogInRefusal `no-login` or `no-role`
 */
export function readClaims(claims: Claims, policy: OidcPolicy): PersonArrival {
  const known = [claims['preferred_username'], claims['email'], claims['sub']]
    .map((claim) => login.safeParse(claim).data)
    .find((text) => text !== undefined);
  if (known === undefined) {
    throw new LogInRefusal('no-login', 'preferred_username, email and sub hold no login');
  }
  const { role, named } = roleIn(claims, policy);
  if (role === undefined) {
    const detail = `the claim ${policy.roleClaim} of "${known}" names no role (${named})`;
    throw new LogInRefusal('no-role', detail);
  }
  const limit = role === 'admin' ? undefined : groupsIn(claims, policy);
  return {
    login: known,
    name: name.safeParse(claims['name']).data ?? known,
    role,
    ...(limit && { groups: limit }),
    subject: `${policy.issuer.href} ${String(claims['sub'])}`,
  };
}

/** Whether the claims say something under this name or path. */
export function hasClaim(claims: Claims, path: string): boolean {
  return claimAt(claims, path) !== undefined;
}

/** The name as it is comes first: some providers have claims like `https://fleet.example/roles`. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    // What it has of its own was just looked for.
    value = (value as Claims)[part];
  }
  return value;
}

/** One text or a list of texts. */
function textsAt(claims: Claims, path: string): readonly string[] {
  const value = claimAt(claims, path);
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, mostValues) : [value];
  return values.filter((text) => typeof text === 'string');
}

function roleIn(
  claims: Claims,
  policy: OidcPolicy,
): { readonly role: Role | undefined; readonly named: string } {
  const texts = textsAt(claims, policy.roleClaim);
  const named = texts.map((text) => policy.roles.get(text));
  return {
    role: roles.findLast((role) => named.includes(role)),
    named: texts.length === 0 ? 'nothing' : texts.join(', ').slice(0, 200),
  };
}

function groupsIn(claims: Claims, { groupClaim }: OidcPolicy): string[] | undefined {
  if (groupClaim === undefined) return undefined;
  const texts = new Set(textsAt(claims, groupClaim));
  if (texts.has(allGroups)) return undefined;
  const named = [...texts].filter((text) => groups.safeParse([text]).success);
  return named.sort().slice(0, mostGroups);
}
