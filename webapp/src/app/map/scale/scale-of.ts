import type { SpeedUnit } from '../../settings/preferences';

/** The length of a scale bar, and what it stands for. */
export interface Scale {
  readonly pixels: number;
  readonly value: number;
  readonly unit: 'm' | 'km' | 'ft' | 'mi';
}

/** The units that go with speeds, the largest first, in metres. */
const unitsOf = {
  'km/h': [
    { unit: 'km', metres: 1_000 },
    { unit: 'm', metres: 1 },
  ],
  mph: [
    { unit: 'mi', metres: 1_609.344 },
    { unit: 'ft', metres: 0.3048 },
  ],
} as const;

/**
 * The longest scale bar of 1, 2 or 5 times a power of ten that has room.
 *
 * @param metresPerPixel in the middle of the map.
 * @example
 * scaleOf(10, 100, 'km/h'); // { pixels: 100, value: 1, unit: 'km' }
 */
export function scaleOf(metresPerPixel: number, mostPixels: number, speeds: SpeedUnit): Scale {
  const [large, small] = unitsOf[speeds];
  const most = metresPerPixel * mostPixels;
  const { unit, metres } = most >= large.metres ? large : small;
  const value = roundDown(most / metres);
  return { pixels: (value * metres) / metresPerPixel, value, unit };
}

/** The greatest of 1, 2 and 5 times a power of ten that is no more than the value. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const leading = [5, 2, 1].find((digit) => digit * power <= value) ?? 1;
  return leading * power;
}
