/** Closer no street is told from its neighbour: a pixel is 15 cm at the equator. */
export const closestZoom = 19;
