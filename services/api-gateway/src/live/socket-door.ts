import { FleetmanError, problemFor } from '@fleetman/service-kit';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { LiveEvents, LiveRequests } from '@fleetman/contract';
import type { Access } from '../session/access.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Recipient } from './recipient.ts';

/** What is known of a socket. */
interface SocketData {
  recipient?: Recipient;
  access?: Access;
}
export type LiveServer = Server<LiveRequests, LiveEvents, DefaultEventsMap, SocketData>;
export type LiveSocket = Socket<LiveRequests, LiveEvents, DefaultEventsMap, SocketData>;

/** How often it is looked whether sessions still count, in milliseconds, if nothing says that one has ended. */
const lookMs = 10_000;

/** A timer cannot wait for longer; the look at all sockets ends what is over in any case. */
const longestMs = 2 ** 31 - 2;

/**
 * Lets sockets in, as {@link Sessions} says, and looks again and again whether they may stay: a session that is over
 * ends its sockets, and one that sees something else now is told of that.
 */
export class SocketDoor {
  readonly #sessions: Sessions;
  readonly #onChange: (socket: LiveSocket, access: Access) => void;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #server: LiveServer;
  #isLooking = false;
  #looksAgain = false;

  /**
   * Begins to watch who connects. A client that is not let in gets `connect_error` with a problem as its `data`: a browser
   * tells its page nothing of a refused connection.
   *
   * @param onChange hears what a socket may do and see now.
   */
  constructor(
    server: LiveServer,
    sessions: Sessions,
    onChange: (socket: LiveSocket, access: Access) => void,
  ) {
    this.#server = server;
    this.#sessions = sessions;
    this.#onChange = onChange;
    this.#guard();
    if (sessions.login === 'off') return;
    sessions.onChange(() => {
      this.look();
    });
    this.#timer = setInterval(() => {
      this.look();
    }, lookMs);
    this.#timer.unref();
  }

  /** Looks at all sockets, since something has changed; one look at a time. */
  look(): void {
    this.#looksAgain = true;
    if (!this.#isLooking) void this.#lookAround();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #guard(): void {
    this.#server.use((socket, next) => {
      this.#admit(socket).then(
        () => {
          next();
        },
        (error: unknown) => {
          next(refusal(error));
        },
      );
    });
  }

  async #admit(socket: LiveSocket): Promise<void> {
    const access = await this.#sessions.accessOf(socket.request);
    if (access.standing === 'nobody') throw notLoggedIn();
    socket.data.access = access;
    const { share } = access;
    if (!share) return;
    const restMs = Math.min(new Date(share.until).getTime() - Date.now(), longestMs);
    const end = setTimeout(() => {
      this.look();
    }, restMs + 1);
    socket.once('disconnect', () => {
      clearTimeout(end);
    });
  }

  async #lookAround(): Promise<void> {
    this.#isLooking = true;
    while (this.#looksAgain) {
      this.#looksAgain = false;
      for (const socket of this.#server.sockets.sockets.values()) await this.#lookAt(socket);
    }
    this.#isLooking = false;
  }

  async #lookAt(socket: LiveSocket): Promise<void> {
    try {
      const access = await this.#sessions.accessOf(socket.request);
      if (access.standing === 'nobody') throw notLoggedIn();
      socket.data.access = access;
      this.#onChange(socket, access);
    } catch (error) {
      socket.emit('problem', refusal(error).data);
      socket.disconnect(true);
    }
  }
}

function notLoggedIn(): FleetmanError {
  return new FleetmanError('not-logged-in', 'log in first: there is no session, or it is over');
}

/** An error as socket.io sends it. What is not expected is not told. */
function refusal(error: unknown) {
  const known =
    error instanceof FleetmanError
      ? error
      : new FleetmanError('internal', 'the server failed to answer; its log says why');
  return Object.assign(new Error(known.code), { data: problemFor(known, 'session') });
}
