import type { LngLatBoundsLike, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { FleetView } from '../../fleet/position-source';
import { fitPadding, middleOffset } from '../cover/fit-padding';
import type { Box, Covered, MapSize } from '../cover/free-room';
import type { MapCovers } from '../cover/map-covers';
import type { GestureSharpness } from './gesture-sharpness';
import type { MapEngine } from './map-engine';
import type { MapLayers } from './map-layers';
import { closestZoom } from './closest-zoom';
import { forwardEvents, type MapListener } from './map-listener';
import type { MapPlace } from '../../geo/map-position';
import { toMercator, toPlace, type Camera, type Place } from '../../geo/mercator';
import { wrapLng, type Bounds } from '../../geo/place-box';

export interface MapViewOptions {
  readonly container: HTMLElement;
  readonly style: StyleSpecification;
  readonly bounds: Bounds;
  readonly covers: MapCovers;
  readonly listener: MapListener;
}

/** Where one looks at a single vehicle. */
const vehicleZoom = 15.5;

/**
 * The map under the vehicles, always north up and flat: then a place on the screen is two
 * multiplications, and the vehicles' canvas agrees with the map to the pixel.
 */
export class MapView {
  readonly #map: MapLibreMap;
  /** Whether somebody holds the map: perhaps to drag it, which a movement of ours would end. */
  #isHeld = false;
  readonly #closing = new AbortController();
  #layers: MapLayers | undefined;
  #sharpness: GestureSharpness | undefined;
  readonly #container: HTMLElement;
  readonly #covers: MapCovers;

  constructor(engine: MapEngine, { container, style, bounds, covers, listener }: MapViewOptions) {
    this.#container = container;
    this.#covers = covers;
    this.#map = new engine.Map({
      container,
      style,
      bounds: bounds as unknown as LngLatBoundsLike,
      fitBoundsOptions: { padding: 24 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      maxZoom: closestZoom,
      minZoom: 1,
      fadeDuration: 150,
      refreshExpiredTiles: false,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new engine.AttributionControl({ compact: false }), 'bottom-right');
    const attribution = container.querySelector('.maplibregl-ctrl-attrib');
    const uncover = attribution ? covers.add(attribution) : undefined;
    this.#closing.signal.addEventListener('abort', () => uncover?.());
    this.#listen(listener);
  }

  /** The element that the map's own canvas lies in. */
  get canvasHost(): HTMLElement {
    return this.#map.getCanvasContainer();
  }

  readonly camera = (): Camera => ({
    center: toMercator(this.#map.getCenter()),
    worldSize: 512 * 2 ** this.#map.getZoom(),
    ...this.#size,
  });

  /** The middle of what is shown, and the zoom. */
  place(): MapPlace {
    const { lng, lat } = this.#map.getCenter();
    return { lat, lng: wrapLng(lng), zoom: this.#map.getZoom() };
  }

  /** What is shown and, at each side, that part of it more; `west` > `east` over the antimeridian. */
  bounds(margin: number): Omit<FleetView, 'follow'> {
    const { center, worldSize, width, height } = this.camera();
    const [east, south] = [width, height].map((pixels) => (pixels * (0.5 + margin)) / worldSize);
    const northWest = toPlace({ x: center.x - (east ?? 0), y: center.y - (south ?? 0) });
    const southEast = toPlace({ x: center.x + (east ?? 0), y: center.y + (south ?? 0) });
    const isWholeWorld = southEast.lng - northWest.lng >= 360;
    return {
      north: northWest.lat,
      south: southEast.lat,
      west: isWholeWorld ? -180 : wrapLng(northWest.lng),
      east: isWholeWorld ? 180 : wrapLng(southEast.lng),
    };
  }

  setStyle(style: StyleSpecification): void {
    this.#map.setStyle(this.#layers?.withOwn(style) ?? style);
  }

  /** Its sources and layers one by one, by the class that comes when somebody needs it. */
  layers(Layers: typeof MapLayers): MapLayers {
    return (this.#layers ??= new Layers(this.#map));
  }

  /** Where it shows labels of its own, in pixels; none before {@link layers} is called. */
  readonly labels = (): readonly Box[] => this.#layers?.labels() ?? [];

  setPointer(isOverVehicle: boolean): void {
    this.#map.getCanvas().style.cursor = isOverVehicle ? 'pointer' : '';
  }

  zoomBy(steps: number): void {
    this.#map.zoomTo(this.#map.getZoom() + steps, { duration: this.#duration(250) });
  }

  /** Shows all of the box beside what lies on the map. */
  fit(bounds: Bounds, isInstant: boolean): void {
    // A panel may have just made the map smaller, which it would notice a moment later.
    this.#map.resize();
    this.#map.fitBounds(bounds as unknown as LngLatBoundsLike, {
      padding: fitPadding(this.#size, this.#covered()),
      maxZoom: vehicleZoom,
      duration: isInstant ? 0 : this.#duration(800),
      linear: true,
    });
  }

  /** Shows the place from near by, in the middle of what is free. */
  flyTo(place: Place): void {
    this.#map.resize();
    this.#map.flyTo({
      center: [place.lng, place.lat],
      zoom: Math.max(this.#map.getZoom(), vehicleZoom),
      offset: middleOffset(this.#covered()),
      duration: this.#duration(1_200),
    });
  }

  jumpTo({ lat, lng, zoom }: MapPlace): void {
    this.#map.jumpTo({ center: [lng, lat], zoom });
  }

  /** Goes two zooms closer to a place. */
  zoomInto({ lat, lng }: Place): void {
    const zoom = this.#map.getZoom() + 2;
    this.#map.easeTo({ center: [lng, lat], zoom, duration: this.#duration(500) });
  }

  /** Whether the map moves by itself or by hand. */
  get isMoving(): boolean {
    return this.#isHeld || this.#map.isMoving();
  }

  /**
   * Keeps the place in the middle of what is not covered, without an animation; not while the map
   * moves by itself or by hand. Whether it could.
   */
  keepAt(place: Place): boolean {
    if (this.isMoving) return false;
    const { x, y } = toMercator(place);
    const { worldSize } = this.camera();
    const [right, down] = middleOffset(this.#covered());
    const center = toPlace({ x: x - right / worldSize, y: y - down / worldSize });
    this.#map.jumpTo({ center: [center.lng, center.lat] });
    return true;
  }

  /** Draws the map at once, and what lies on it: not only in the next frame. */
  redraw(): void {
    this.#map.redraw();
  }

  close(): void {
    this.#closing.abort();
    this.#sharpness?.close();
    this.#map.remove();
  }

  /**
   * The size of the map's picture. That of the element around it is another until the map has noticed, or
   * for a part of a frame that it never sees: what was drawn for it would lie beside the map.
   */
  get #size(): MapSize {
    const { clientWidth, clientHeight } = this.#map.getCanvas();
    return { width: clientWidth, height: clientHeight };
  }

  #covered(): Covered {
    return this.#covers.covered(this.#container);
  }

  async #loadSharpness(): Promise<void> {
    const { GestureSharpness } = await import('./gesture-sharpness');
    if (!this.#closing.signal.aborted) this.#sharpness = new GestureSharpness(this.#map);
  }

  /** Nobody who asks for less motion is flown around. */
  #duration(ms: number): number {
    return globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms;
  }

  #listen(listener: MapListener): void {
    this.#map.once('load', () => {
      listener.loaded();
      // After all that waited for the map: without it the map is only slower under a hand.
      setTimeout(() => {
        this.#loadSharpness().catch(() => undefined);
      });
    });
    // Before all others: it changes how the frame is drawn.
    this.#map.on('move', () => {
      this.#sharpness?.moved();
    });
    this.#map.on('resize', () => {
      this.#covers.changed();
    });
    forwardEvents(this.#map, listener);
    const hold = () => {
      this.#isHeld = true;
    };
    const release = () => {
      this.#isHeld = false;
    };
    this.#map.getCanvasContainer().addEventListener('pointerdown', hold);
    for (const end of ['pointerup', 'pointercancel'] as const) {
      globalThis.addEventListener(end, release, { signal: this.#closing.signal });
    }
  }
}
