/** What a tab says: which vehicle one looks at, and that the connection is lost. */
export function pageTitle(vehicle: string | undefined, isLost: boolean): string {
  const parts = [
    isLost ? $localize`:@@header.lost:Connection lost` : undefined,
    vehicle,
    $localize`:@@header.title:Fleet Management`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
