/** Where something is. */
export const koPlaces: Readonly<Record<string, string>> = {
  'places.from-town': '{$town}에서 {$direction}쪽 {$distance}',
};
