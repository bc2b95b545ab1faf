import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** The longest that is looked at: a sealed text has some 300 characters, a way to a provider some more. */
const longestText = 4_096;

/** What cookie it is, and for how long a browser is to keep it. */
export interface OwnCookieOptions {
  readonly name: string;
  /** Whether browsers come over TLS only. */
  readonly isSecure: boolean;
  readonly seconds: number;
}

/** A cookie that only we read. */
export interface OwnCookie {
  /** Its text; undefined without one. */
  readonly read: (headers: IncomingHttpHeaders) => string | undefined;
  readonly set: (response: ServerResponse, text: string) => void;
  readonly clear: (response: ServerResponse) => void;
}

/** How a browser knows a cookie of this name. */
export function cookieName(isSecure: boolean, name: string): string {
  return isSecure ? `__Host-${name}` : name;
}

/**
 * A cookie that no script reads and no other site's page sends along with a change. Over TLS it has the prefix
 * `__Host-`, with which a browser takes it from this host only, and only over TLS (RFC 6265bis, 4.1.3.2).
 */
export function ownCookie({ name: plainName, isSecure, seconds }: OwnCookieOptions): OwnCookie {
  const name = cookieName(isSecure, plainName);
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const write = (response: ServerResponse, text: string, age: number): void => {
    response.appendHeader('Set-Cookie', `${name}=${text}; Max-Age=${age}${attributes}`);
  };
  return {
    read: ({ cookie = '' }) => {
      const pairs = cookie.split(';').map((pair) => pair.trim());
      const text = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
      return text === undefined || text === '' || text.length > longestText ? undefined : text;
    },
    set: (response, text) => {
      write(response, text, seconds);
    },
    clear: (response) => {
      write(response, '', 0);
    },
  };
}
