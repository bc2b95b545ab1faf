/**
 * All that is used of MapLibre GL, each by its name: so the bundler leaves out what is not, 11 kB
 * gzipped. To import the package itself would take all of it.
 */
export { addProtocol, AttributionControl, getVersion, Map, setWorkerUrl } from 'maplibre-gl';
