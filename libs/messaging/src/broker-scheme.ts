import { brokerSchemes } from '@fleetman/toolkit';
import { MessagingError } from './errors.ts';

/** What a broker's URL can begin with. */
export type BrokerScheme = (typeof brokerSchemes)[number];

/** The scheme of a broker's URL; throws a `MessagingError` that says what is expected, for any other. */
export function brokerScheme(url: string): BrokerScheme {
  const scheme = brokerSchemes.find((known) => url.toLowerCase().startsWith(known));
  if (scheme && URL.canParse(url)) return scheme;
  // Only what stands before the colon: the rest may hold a password.
  const given = /^[^:/]*:?/.exec(url)?.[0] ?? '';
  throw new MessagingError(
    'invalid-url',
    scheme
      ? `The broker's URL cannot be read, expected ${scheme}//user:password@host:port/virtual-host`
      : `The broker's URL begins with "${given}", expected one of ${brokerSchemes.join(' ')}`,
  );
}
