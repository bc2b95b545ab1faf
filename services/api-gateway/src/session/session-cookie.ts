import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { longestSessionSeconds } from './session-seal.ts';

/** The longest that is looked at: a sealed session has some 300 characters. */
const longestText = 4_096;

/** The name of the cookie that holds a session. */
export function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-fleetman' : 'fleetman';
}

/** How a browser is to keep a session. */
export interface SessionCookie {
  /** The session's text; undefined without one. */
  readonly read: (headers: IncomingHttpHeaders) => string | undefined;
  readonly set: (response: ServerResponse, text: string) => void;
  readonly clear: (response: ServerResponse) => void;
}

/**
 * The cookie that holds a session. Over TLS it has the prefix `__Host-`, with which a browser takes it from this host
 * only, and only over TLS (RFC 6265bis, 4.1.3.2).
 */
export function sessionCookie(isSecure: boolean): SessionCookie {
  const name = cookieName(isSecure);
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const write = (response: ServerResponse, text: string, seconds: number): void => {
    response.appendHeader('Set-Cookie', `${name}=${text}; Max-Age=${seconds}${attributes}`);
  };
  return {
    read: ({ cookie = '' }) => {
      const pairs = cookie.split(';').map((pair) => pair.trim());
      const text = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
      return text === undefined || text === '' || text.length > longestText ? undefined : text;
    },
    set: (response, text) => {
      write(response, text, longestSessionSeconds);
    },
    clear: (response) => {
      write(response, '', 0);
    },
  };
}
