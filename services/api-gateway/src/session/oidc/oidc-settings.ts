import { role, roles, type Role } from '@fleetman/contract/registry';
import * as z from 'zod';

const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Where people open the page; a slash ends it, so that addresses below can be made. */
const pageUrl = z.string().transform((text, context): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && !/[?#]/.test(text)) {
    return new URL(url.pathname.endsWith('/') ? url : `${url.href}/`);
  }
  const message = 'expected the address of the page, like https://fleet.example';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** What a provider says in the clear anybody on the way can change: only on this machine there is nobody. */
const issuer = z.string().transform((text, context): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:') return url;
  if (url?.protocol === 'http:' && loopback.includes(url.hostname)) return url;
  const message = 'expected a URL that starts with https://, or on this machine with http://';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const claimMessage = 'expected the name of a claim, or a path like realm_access.roles';
const claim = z.string().regex(/^\S{1,200}$/, claimMessage);

const rolesMessage = `expected pairs like drivers=viewer,office=admin, with the roles ${roles.join(', ')}`;

/** Which role a value of the claim stands for. */
const rolesOfValues = z.string().transform((text, context): ReadonlyMap<string, Role> => {
  const pairs = text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, at).trim(), role.safeParse(pair.slice(at + 1).trim()).data] as const;
  });
  const read = pairs.flatMap(([value, known]): [string, Role][] =>
    value !== '' && known ? [[value, known]] : [],
  );
  if (read.length === pairs.length) return new Map(read);
  context.addIssue({ code: 'custom', message: rolesMessage });
  return z.NEVER;
});

/** The settings of a login by an identity provider (OpenID Connect). */
export const oidcSettings = {
  /** Where people open the page: the provider sends them back there. */
  PAGE_URL: pageUrl.optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  /** None for a client that the provider knows as public. */
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPES: z
    .string()
    .regex(/^openid( |$)/, 'expected openid, and others behind it, separated by blanks')
    .default('openid profile email'),
  /** Where the provider says what somebody may do. */
  OIDC_ROLE_CLAIM: claim.default('roles'),
  OIDC_ROLES: rolesOfValues.prefault(roles.map((name) => `${name}=${name}`).join(',')),
  /** Where the provider says whose vehicles somebody sees; without it everybody sees all. */
  OIDC_GROUP_CLAIM: claim.optional(),
};

/** What an identity provider is asked, and how its answers are read. */
export interface OidcPolicy {
  readonly pageUrl: URL;
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly scopes: string;
  readonly roleClaim: string;
  readonly roles: ReadonlyMap<string, Role>;
  readonly groupClaim: string | undefined;
}

/** The same under the names of the code; undefined if one that is needed is missing. */
export function oidcPolicy(
  config: z.infer<z.ZodObject<typeof oidcSettings>>,
): OidcPolicy | undefined {
  const { PAGE_URL, OIDC_ISSUER, OIDC_CLIENT_ID } = config;
  if (!PAGE_URL || !OIDC_ISSUER || OIDC_CLIENT_ID === undefined) return undefined;
  return {
    pageUrl: PAGE_URL,
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: config.OIDC_CLIENT_SECRET,
    scopes: config.OIDC_SCOPES,
    roleClaim: config.OIDC_ROLE_CLAIM,
    roles: config.OIDC_ROLES,
    groupClaim: config.OIDC_GROUP_CLAIM,
  };
}
