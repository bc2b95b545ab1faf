/** The layer of the tiles that a GeoJSON file is cut into. */
export const tileLayer = 'own';

/** Closer in, the tiles of this zoom are drawn larger: a unit of them is 30 cm at the equator. */
export const deepestZoom = 14;
