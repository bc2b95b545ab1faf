/** Where a map of a region is detailed enough: the seas of the world are 1 km off, there 2 pixels. */
export const regionalZoom = 8;
