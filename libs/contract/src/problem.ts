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

/** The media type of a {@link Problem}. */
export const problemMediaType = 'application/problem+json';
