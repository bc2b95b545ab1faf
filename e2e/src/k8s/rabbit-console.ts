/** Development's own, published in k8s/secrets.yaml: who may look and change nothing. */
const [user, password] = ['fleetman', 'fleetman-development'];

/** RabbitMQ's management API, as its console uses it. */
export class RabbitConsole {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** The status of a request with this login. */
  static async statusFor(url: string, name: string, secret: string): Promise<number> {
    return (await ask(`${url}/api/whoami`, name, secret)).status;
  }

  /** How many reports were parked, or given up by the queue. */
  deadLetters(): Promise<number> {
    return this.waitingMessages('positionQueue.dead');
  }

  /** How many messages are in a queue, taken ahead or not. */
  async waitingMessages(queue: string): Promise<number> {
    const answer = await ask(`${this.#url}/api/queues/%2F/${queue}`, user, password);
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
    // The API's answer, in the field that is read here; a new queue has no count for some seconds.
    return ((await answer.json()) as { messages?: number }).messages ?? 0;
  }
}

function ask(url: string, name: string, secret: string): Promise<Response> {
  const login = Buffer.from(`${name}:${secret}`).toString('base64');
  return fetch(url, { headers: { Authorization: `Basic ${login}` } });
}
