/** Zoom, column and row of a tile by an address that ends like `/14/4950/9613`. */
export function tilePlace(address: string): [z: number, x: number, y: number] {
  const [z = 0, x = 0, y = 0] = address.split('/').slice(-3).map(Number);
  return [z, x, y];
}
