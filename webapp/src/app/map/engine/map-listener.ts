import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MercatorPoint } from '../../geo/mercator';

/** What somebody does with the map. */
export interface MapListener {
  /** The map has drawn all that it needs for the first time. */
  loaded(): void;
  /** The map has drawn a frame. */
  drew(): void;
  /** The map shows something else than before. */
  moved(): void;
  /** It has drawn all of what it shows now, with its labels. */
  rested(): void;
  clicked(point: MercatorPoint): void;
  /** The pointer is here, or has left. */
  hovered(point: MercatorPoint | undefined): void;
  /** Somebody moved the map by hand. */
  dragged(): void;
  /** Somebody chose another part of the map: by dragging, by a wheel, by two fingers or by keys. */
  steered(): void;
  /** Something could not be loaded; of this source of the style, as far as that is known. */
  failed(source: string | undefined): void;
}

/** Has the listener hear what becomes of the map, but for its loading. */
export function forwardEvents(map: MapLibreMap, listener: MapListener): void {
  map.on('render', () => {
    listener.drew();
  });
  map.on('move', () => {
    listener.moved();
  });
  map.on('idle', () => {
    listener.rested();
  });
  map.on('click', ({ point }) => {
    listener.clicked(point);
  });
  map.on('mousemove', ({ point }) => {
    listener.hovered(point);
  });
  map.on('mouseout', () => {
    listener.hovered(undefined);
  });
  map.on('dragstart', () => {
    listener.dragged();
  });
  map.on('movestart', (event) => {
    // The page's own movements follow no event of the browser.
    if ('originalEvent' in event && event.originalEvent) listener.steered();
  });
  map.on('error', (event) => {
    listener.failed('sourceId' in event ? String(event.sourceId) : undefined);
  });
}
