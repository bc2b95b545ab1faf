import * as z from 'zod';

/** An error answer: RFC 9457, `application/problem+json`. */
export const problem = z.object({
  type: z.string().describe('urn:fleetman:<code>'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().describe('the path of the request'),
});
export type Problem = Readonly<z.infer<typeof problem>>;

/** An error answer whose type is `urn:fleetman:<code>`: the one place where they are made. */
export function makeProblem(code: string, about: Omit<Problem, 'type'>): Problem {
  const { title, status, detail, instance } = about;
  return { type: problemType(code), title, status, detail, instance };
}

/** What the `type` of a problem with this code is. */
export function problemType(code: string): string {
  return `urn:fleetman:${code}`;
}

/** The media type of a {@link Problem}. */
export const problemMediaType = 'application/problem+json';
