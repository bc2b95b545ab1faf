/** The kinds of vehicles that a record may name; others stay as they are. */
export const vehicleSymbols = ['car', 'van', 'truck', 'bus', 'motorcycle', 'bicycle'] as const;

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
    default:
      return symbol;
  }
}
