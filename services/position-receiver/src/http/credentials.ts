import type { IncomingMessage } from 'node:http';

/** A key has 32 characters; what is longer or shorter than this is none, and is not looked at. */
const [shortestKey, longestKey] = [16, 128];

/** Whether a text can be a key at all. */
export function isPlausibleKey(text: string): boolean {
  return text.length >= shortestKey && text.length <= longestKey;
}

/** The key in a request's `Authorization`: a Bearer token, or the password of Basic, whatever the user. */
export function keyFromHeader({ headers }: IncomingMessage): string | undefined {
  const [scheme = '', value = ''] = (headers.authorization ?? '').split(' ', 2);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return value === '' ? undefined : value;
    case 'basic':
      return passwordOf(Buffer.from(value, 'base64').toString('utf8'));
    default:
      return undefined;
  }
}

function passwordOf(userAndPassword: string): string | undefined {
  const at = userAndPassword.indexOf(':');
  const password = at < 0 ? '' : userAndPassword.slice(at + 1);
  return password === '' ? undefined : password;
}
