import * as z from 'zod';

/** What a gateway or a receiver remembers of the registry, by what makes it out of date. */
export const registryTopics = ['vehicles', 'keys', 'people', 'shares', 'tokens'] as const;
export type RegistryTopic = (typeof registryTopics)[number];

/** For each topic a number that grows with each change: a service that knows another one forgets what it remembers. */
export type RegistryVersions = Readonly<Record<RegistryTopic, number>>;

/** The answer of `GET /internal/changes`. `keys` are keys and devices. */
export const registryVersions = z.object({
  vehicles: z.int(),
  keys: z.int(),
  people: z.int(),
  shares: z.int(),
  tokens: z.int(),
}) satisfies z.ZodType<RegistryVersions>;

const known = z
  .string()
  .regex(/^\d{1,15}$/, 'expected a version that was answered before')
  .transform(Number)
  .optional();

/**
 * The query of `GET /internal/changes`: the versions that are known. It is answered at once if one of them
 * or more is another, without a query at once as well, else when one changes, after 20 s in any case.
 */
export const changesQuery = z.object({
  vehicles: known,
  keys: known,
  people: known,
  shares: known,
  tokens: known,
});
export type ChangesQuery = Readonly<z.infer<typeof changesQuery>>;

/** How long a question for changes may wait for its answer, in milliseconds. */
export const changesWaitMs = 20_000;
