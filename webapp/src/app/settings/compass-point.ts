/** The nearest of the eight compass points, in the page's language; a dash where the heading is unknown. */
export function compassPoint(degrees: number | null): string {
  if (degrees === null) return '–';
  const points = [
    $localize`:@@settings.north:N`,
    $localize`:@@settings.north-east:NE`,
    $localize`:@@settings.east:E`,
    $localize`:@@settings.south-east:SE`,
    $localize`:@@settings.south:S`,
    $localize`:@@settings.south-west:SW`,
    $localize`:@@settings.west:W`,
    $localize`:@@settings.north-west:NW`,
  ];
  return points[Math.round(degrees / 45) % 8] ?? '–';
}
