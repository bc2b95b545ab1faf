/** The kinds of vehicles that there are pictures of. A record may name others, which stay as they are. */
export const vehicleSymbols = [
  'car',
  'van',
  'truck',
  'bus',
  'motorcycle',
  'bicycle',
  'boat',
  'person',
] as const;

/** What a kind is called. */
export function symbolName(symbol: string): string {
  switch (symbol) {
    case 'car':
      return $localize`:@@vehicles.car:Car`;
    case 'van':
      return $localize`:@@vehicles.van:Van`;
    case 'truck':
      return $localize`:@@vehicles.truck:Truck`;
    case 'bus':
      return $localize`:@@vehicles.bus:Bus`;
    case 'motorcycle':
      return $localize`:@@vehicles.motorcycle:Motorcycle`;
    case 'bicycle':
      return $localize`:@@vehicles.bicycle:Bicycle`;
    case 'boat':
      return $localize`:@@vehicles.boat:Boat`;
    case 'person':
      return $localize`:@@vehicles.person:Person`;
    default:
      return symbol;
  }
}
