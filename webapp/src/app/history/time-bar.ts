import { Component } from '@angular/core';

/** The bar under the map with which one goes back in time; above it the history, where it is open. */
@Component({
  selector: 'fleet-time-bar',
  template: '',
})
export class TimeBar {}
