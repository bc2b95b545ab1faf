import { DOCUMENT, inject, Injectable } from '@angular/core';
import {
  decodeLiveFrame,
  liveFrameVersion,
  liveSocketPath,
  type LiveGreeting,
  type LiveSource,
} from '@fleetman/contract';
import { FrameReports } from './frame-reports';
import { readFleetUpdate } from './json-reports';
import { socketOpener, type LiveSocket } from './live-socket';
import {
  PositionSource,
  type FleetPositions,
  type FleetView,
  type PositionListener,
} from '../position-source';
import { Reconnector } from './reconnector';
import { ShownFrames } from './shown-frames';
import { ViewSender } from './view-sender';

/** A smaller fleet is told of as a whole all the time: that costs nothing, and lists stay current. */
const leastViewedFleet = 1_000;
const wholeWorld: FleetView = { north: 90, south: -90, east: 180, west: -180 };

/** Live positions over the gateway's socket, at `api/socket.io` beside the page. */
@Injectable()
export class SocketPositionSource extends PositionSource {
  readonly #document = inject(DOCUMENT);
  readonly #openSocket = inject(socketOpener);
  readonly #reports = new FrameReports();
  readonly #views = new ViewSender((view) => this.#socket?.emit('view', view));
  readonly #shown = new ShownFrames((shown) => this.#socket?.emit('shown', shown));
  #view: FleetView | undefined;
  #watched: readonly string[] = [];
  #socket: LiveSocket | undefined;
  #reconnector: Reconnector | undefined;
  #canReadFrames = true;
  /** What this machine's clock is ahead of the gateway's. */
  #aheadMs = 0;
  #source: LiveSource | undefined;
  #hasSnapshot = false;

  override open(listener: PositionListener): void {
    const api = new URL('api/', this.#document.baseURI);
    const greeting = (): LiveGreeting => (this.#canReadFrames ? { codec: liveFrameVersion } : {});
    const socket = this.#openSocket(api.origin, {
      path: api.pathname + liveSocketPath,
      transports: ['websocket'],
      auth: (answer) => {
        answer(greeting());
      },
      // The reconnector knows more of when it is worth a try.
      reconnection: false,
    });
    this.#socket = socket;
    this.#reconnector = new Reconnector(this.#document, socket, {
      lost: () => {
        this.#forgetConnection();
        listener.changeConnection({ state: 'lost', since: Date.now() });
      },
    });
    this.#readJson(socket, listener);
    this.#readFrames(socket, listener);
    socket.on('source', (source) => {
      this.#source = source;
      this.#tellState(listener);
    });
    socket.on('late', ({ name, from, until }) => {
      listener.changePast({ name, from: Date.parse(from), until: Date.parse(until) });
    });
  }

  override look(view: FleetView): void {
    this.#view = view;
    this.#tellView();
  }

  override watchPasts(names: readonly string[]): void {
    this.#watched = names;
    this.#tellView();
  }

  /** The gateway has answered a request after so many milliseconds: it may be worth a try. */
  noteAnswer(tookMs: number): void {
    this.#reconnector?.noteAnswer(tookMs);
  }

  /** Whether there is no hurry to connect, since positions come another way meanwhile. */
  setPatient(isPatient: boolean): void {
    this.#reconnector?.setPatient(isPatient);
  }

  override close(): void {
    this.#reconnector?.close();
    this.#views.close();
    this.#socket?.removeAllListeners().disconnect();
  }

  #readJson(socket: LiveSocket, listener: PositionListener): void {
    socket.on('snapshot', (update) => {
      this.#takeSnapshot(listener, readFleetUpdate(update));
    });
    socket.on('positions', (update) => {
      listener.update(this.#noteTime(readFleetUpdate(update)));
    });
  }

  #readFrames(socket: LiveSocket, listener: PositionListener): void {
    socket.on('names', (first, names) => {
      this.#reports.name(first, names);
      this.#tellView();
    });
    socket.on('trace', (trace) => {
      this.#shown.ask(trace);
    });
    socket.on('fleet', (bytes) => {
      // Given up because the machine has slept: what comes is old.
      if (!socket.connected) return;
      const at = performance.now();
      try {
        this.#readFrame(bytes, listener);
        this.#shown.arrived(at);
      } catch {
        // A gateway that codes otherwise: JSON is understood by all.
        this.#canReadFrames = false;
        this.#reconnector?.renew();
      }
    });
  }

  #readFrame(bytes: ArrayBuffer, listener: PositionListener): void {
    const frame = decodeLiveFrame(bytes);
    const positions = { sentAt: frame.sentAt, reports: this.#reports.read(frame) };
    switch (frame.kind) {
      case 'snapshot':
        this.#takeSnapshot(listener, positions);
        break;
      case 'bounds':
        listener.refresh(this.#noteTime(positions));
        break;
      case 'update':
        listener.update(this.#noteTime(positions));
        break;
    }
  }

  #takeSnapshot(listener: PositionListener, positions: FleetPositions): void {
    this.#hasSnapshot = true;
    this.#noteTime(positions);
    this.#tellState(listener);
    listener.replaceAll(positions);
    this.#tellView();
  }

  /** A gateway that is told nothing sends the whole fleet at once, and no late fixes. */
  #tellView(): void {
    const isLarge = this.#reports.namedCount >= leastViewedFleet;
    const view = isLarge ? this.#view : wholeWorld;
    const watch = this.#watched;
    if (view) this.#views.look(watch.length > 0 ? { ...view, watch: [...watch] } : view);
    if (this.#socket?.connected && (isLarge || watch.length > 0)) this.#views.open();
  }

  #noteTime(positions: FleetPositions): FleetPositions {
    this.#aheadMs = Date.now() - positions.sentAt;
    return positions;
  }

  /** Live once the fleet is known, unless the gateway itself has not heard of it for a while. */
  #tellState(listener: PositionListener): void {
    if (!this.#hasSnapshot) return;
    const { fresh = true, heardAt = null } = this.#source ?? {};
    const since = heardAt === null ? Date.now() : Date.parse(heardAt) + this.#aheadMs;
    listener.changeConnection(fresh ? { state: 'live' } : { state: 'stale', since });
  }

  #forgetConnection(): void {
    this.#views.close();
    this.#source = undefined;
    this.#hasSnapshot = false;
  }
}
