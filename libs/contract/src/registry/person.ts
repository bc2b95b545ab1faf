import * as z from 'zod';
import { answeredTime, groupName, line, secretText } from './kinds.ts';

/** What people may do: look; change vehicles, groups and shares; change people as well. */
export const roles = ['viewer', 'dispatcher', 'admin'] as const;
export const role = z.enum(roles, `expected ${roles.join(', ')}`);
export type Role = z.infer<typeof role>;

const loginMessage = 'expected a login of 1 to 100 letters, digits and . _ @ + -';

/** By what a person logs in, an e-mail address for example; upper and lower case are the same. */
export const login = z
  .string(loginMessage)
  .regex(/^[\p{L}\p{N}._@+-]{1,100}$/u, loginMessage)
  .refine((text) => text !== '.' && text !== '..', loginMessage)
  .transform((text) => text.normalize('NFC').toLowerCase());

const shortestPassword = 10;
const longestPassword = 200;
const newPasswordMessage = `expected a password of ${shortestPassword} to ${longestPassword} characters`;

/** A password that somebody chooses. */
export const newPassword = z
  .string(newPasswordMessage)
  .min(shortestPassword, newPasswordMessage)
  .max(longestPassword, newPasswordMessage);

const groups = z
  .array(groupName)
  .max(100, 'expected at most 100 groups')
  .optional()
  .describe('limited to vehicles of these groups; absent: sees all');

/** Somebody who may log in. */
export const person = z.object({
  login: z.string(),
  name: line(100),
  role,
  groups,
  active: z.boolean(),
});
export type Person = Readonly<z.infer<typeof person>>;

/** The body of `PUT /people/{login}`: the whole record. Without a name the person is called by the login. */
export const personChange = z.object({
  name: line(100).optional(),
  role,
  groups,
  active: z.boolean('expected true or false').default(true),
});
export type PersonChange = Readonly<z.infer<typeof personChange>>;

/** Somebody who proves to be a person. */
export const credentials = z.object({
  login,
  password: z.string('expected a password').max(longestPassword, 'expected a password'),
});
export type Credentials = Readonly<z.infer<typeof credentials>>;

/** The body of `PUT /people/{login}/password`. */
export const passwordChange = z.object({
  old: z.string('expected the old password').max(longestPassword, 'expected the old password'),
  new: newPassword,
});
export type PasswordChange = Readonly<z.infer<typeof passwordChange>>;

/** The body of `POST /internal/people/link`: a one-time link sets a password. */
export const linkUse = z.object({ token: secretText, password: newPassword });
export type LinkUse = Readonly<z.infer<typeof linkUse>>;

/**
 * The body of `POST /internal/people/arrival`: somebody whom an identity provider has just let in. What it says of
 * them is their record from now on; `subject` is who they are there, whatever they are called.
 */
export const personArrival = z.object({
  login,
  name: line(100),
  role,
  groups,
  subject: line(1_000),
});
export type PersonArrival = Readonly<z.infer<typeof personArrival>>;

/** A link by which a person sets a password once. */
export const oneTimeLink = z.object({ login: z.string(), token: z.string(), until: answeredTime });
export type OneTimeLink = Readonly<z.infer<typeof oneTimeLink>>;

/**
 * A person, and the number of the sessions that count: it grows when all sessions of this person end
 * (log out everywhere, another password). A session that was begun under another number is over.
 */
export const personSession = z.object({ person, sessions: z.int() });
export type PersonSession = Readonly<z.infer<typeof personSession>>;
