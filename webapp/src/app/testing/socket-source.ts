import { TestBed } from '@angular/core/testing';
import {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  encodeLiveFrame,
  type LiveFrameKind,
} from '@fleetman/contract';
import { socketOpener } from '../fleet/sources/live-socket';
import { SocketPositionSource } from '../fleet/sources/socket-position-source';
import type { Vehicle } from '../vehicle/vehicle';
import { aVehicle } from './fake-position-source';
import { FakeSocket } from './fake-socket';
import { keepTold } from './keep-told';

/** A frame as the gateway sends it; vehicle `i` has the number `i`, where it has no other. */
export function frame(
  kind: LiveFrameKind,
  vehicles: readonly (Vehicle & { readonly id?: number })[],
  sentAt = Date.now(),
): ArrayBuffer {
  const coded = <Code>(code: (vehicle: (typeof vehicles)[0], index: number) => Code) =>
    vehicles.map(code);
  const columns = {
    ids: Uint32Array.from(coded(({ id }, index) => id ?? index)),
    lats: Int32Array.from(coded(({ lat }) => codeLatitude(lat))),
    lngs: Int32Array.from(coded(({ lng }) => codeLongitude(lng))),
    speeds: Uint16Array.from(coded(({ speedMph }) => codeSpeed(speedMph))),
    headings: Uint16Array.from(coded(({ heading }) => codeHeading(heading))),
    times: Float64Array.from(coded(({ time }) => time)),
  };
  return encodeLiveFrame({ kind, sentAt, columns, rows: vehicles.map((_, index) => index) });
}

/** A source over a socket of the test's, and what its listener is told. */
export function setUpSource(isOpen = true) {
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [SocketPositionSource, { provide: socketOpener, useValue: socket.open }],
  });
  const source = TestBed.inject(SocketPositionSource);
  const { told, listener } = keepTold();
  if (isOpen) source.open(listener);
  return { socket, source, told };
}

/** A page that has its first picture, in frames. */
export function setUpLiveSource(names = ['City Truck', 'Bus']) {
  const page = setUpSource();
  page.socket.accept();
  page.socket.receive('names', 0, names);
  page.socket.receive('fleet', frame('snapshot', [aVehicle(), aVehicle()]));
  return page;
}
