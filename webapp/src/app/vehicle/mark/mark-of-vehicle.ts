import { Directive, input } from '@angular/core';
import type { VehicleMark } from './vehicle-mark';

/** An element that shows a vehicle's colour and kind; see `vehicle-marks.css`. */
@Directive({
  selector: '[fleetVehicleMark]',
  host: {
    class: 'vehicle-mark',
    '[attr.data-symbol]': 'mark().symbol',
    '[attr.role]': "mark().label ? 'img' : null",
    '[attr.aria-label]': 'mark().label || null',
    '[attr.title]': 'mark().label || null',
    '[style.--mark]': 'mark().colour',
  },
})
export class MarkOfVehicle {
  readonly mark = input.required<VehicleMark>({ alias: 'fleetVehicleMark' });
}
