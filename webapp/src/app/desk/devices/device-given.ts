/** That a device is a vehicle's from now on, in words. */
export function deviceGiven(device: string, vehicle: string): string {
  return $localize`:@@knocks.given:${device}:device: belongs to ${vehicle}:name: now. Its next report counts.`;
}
