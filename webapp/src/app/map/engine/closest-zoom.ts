/** The closest zoom: a pixel is 15 cm at the equator, and no more is to be seen closer. */
export const closestZoom = 19;
