/** A band of speeds that share a colour. */
export interface SpeedClass {
  /** In mph; the band ends where the next one begins. */
  readonly fromMph: number;
  /** `#rrggbb`, told apart by people with any kind of colour vision (light to dark with speed). */
  readonly color: string;
}

export const speedClasses: readonly SpeedClass[] = [
  { fromMph: 0, color: '#7b8794' },
  { fromMph: 1, color: '#f59f00' },
  { fromMph: 15, color: '#12a594' },
  { fromMph: 30, color: '#2f7bea' },
  { fromMph: 50, color: '#7c3aed' },
];

/** Of the trail of the selected vehicle: no speed has it, nor any street. */
export const trailColor = '#d6336c';

/** A vehicle slower than this is stopped; its symbol has no direction. */
export { stoppedMph } from '@fleetman/contract';

/** Which of {@link speedClasses} a speed belongs to; an unknown one (null, NaN) counts as stopped. */
export function speedClassOf(speedMph: number | null): number {
  const speed = speedMph ?? 0;
  let index = speedClasses.length - 1;
  // A loop, not a search by callback: it runs for every report.
  while (index > 0 && !(speed >= (speedClasses[index]?.fromMph ?? 0))) index--;
  return index;
}

/** Three numbers from 0 to 1, for a shader. */
export function toRgb(color: string): [red: number, green: number, blue: number] {
  const channel = (at: number) => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}
