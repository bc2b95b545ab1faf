import * as z from 'zod';
import { answeredTime, givenTime, groupName, line } from './kinds.ts';
import { role } from './person.ts';

const about = {
  label: line(100).describe('which program it is for'),
  role,
  groups: z.array(groupName).max(100, 'expected at most 100 groups').optional(),
};

/** By what a program asks in a person's place. */
export const apiToken = z.object({
  id: z.string(),
  ...about,
  by: z.string().describe('who made it'),
  createdAt: answeredTime,
  until: answeredTime,
});
export type ApiToken = Readonly<z.infer<typeof apiToken>>;

/** The body of `POST /tokens`. */
export const newToken = z.object({ ...about, until: givenTime });
export type NewToken = Readonly<z.infer<typeof newToken>>;

/** A token that was just made: the only answer that holds it. */
export const issuedToken = z.object({ info: apiToken, token: z.string() });
export type IssuedToken = Readonly<z.infer<typeof issuedToken>>;
