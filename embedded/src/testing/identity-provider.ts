import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What the client is known by. */
export const client = { id: 'fleetman', secret: 'a secret of the client' } as const;

/** A real identity provider in this process, which logs in the person that `account` names, without asking. */
export class IdentityProvider {
  /** What it says of people, by their `sub`. */
  readonly people = new Map<string, Record<string, unknown>>();
  /** Who sits in front of the browser; undefined: who says no. */
  account: string | undefined;
  readonly #server: Server;
  readonly #port: number;

  private constructor(server: Server) {
    this.#server = server;
    // A server that listens on a port has an address of this kind.
    this.#port = (server.address() as AddressInfo).port;
  }

  /** @param callback where it sends people back to. @param page where they go who have logged out. */
  static async start(callback: string, page: string, port = 0): Promise<IdentityProvider> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const idp = new IdentityProvider(server);
    idp.#serve(callback, page);
    return idp;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #serve(callback: string, page: string): void {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' };
    const provider = new Provider(this.url, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [callback],
          post_logout_redirect_uris: [page],
          id_token_signed_response_alg: 'ES256',
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: ['a key of the spec'] },
      claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles', 'groups'] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ sub, ...this.people.get(sub) }),
      }),
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      ttl: {
        AccessToken: 60,
        AuthorizationCode: 60,
        Grant: 60,
        IdToken: 60,
        Interaction: 60,
        Session: 60,
      },
    });
    const answer = provider.callback();
    this.#server.on('request', (request, response) => {
      if (request.url?.startsWith('/interaction/')) {
        void this.#interact(provider, request, response);
      } else void answer(request, response);
    });
  }

  /** Says who it is and that they agree, or that they do not. */
  async #interact(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { account: accountId } = this;
    if (accountId === undefined) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId, clientId: client.id });
    grant.addOIDCScope(String(params['scope']));
    const consent = { grantId: await grant.save() };
    await provider.interactionFinished(request, response, { login: { accountId }, consent });
  }
}
