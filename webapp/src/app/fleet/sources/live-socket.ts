import { InjectionToken } from '@angular/core';
import type { LiveEvents, LiveRequests } from '@fleetman/contract';
import { io, type Socket } from 'socket.io-client';

export type LiveSocket = Socket<LiveEvents, LiveRequests>;

/** Opens a socket of socket.io; a test has one of its own. */
export const socketOpener = new InjectionToken('socket.io', {
  providedIn: 'root',
  factory: (): ((...options: Parameters<typeof io>) => LiveSocket) => io,
});
