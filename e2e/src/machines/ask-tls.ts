import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';

/** What a server is asked. */
export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What it answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks a server at this port of localhost, over TLS with a certificate that nobody knows here. */
export function askTls(port: number, path: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = question;
  const isJson = body !== undefined && { 'Content-Type': 'application/json' };
  return new Promise((settle, reject) => {
    const place = { host: 'localhost', port, path, method, rejectUnauthorized: false };
    const asked = request({ ...place, headers: { ...headers, ...isJson } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        settle({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      });
    });
    asked.setTimeout(20_000, () => asked.destroy(new Error(`no answer to ${method} ${path}`)));
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
