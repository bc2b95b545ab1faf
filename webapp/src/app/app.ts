import { Component } from '@angular/core';

@Component({
  selector: 'fleet-root',
  template: `<h1>Fleet Management</h1>`,
})
export class App {}
