import { DeviceSource, type DeviceState } from '../vehicle-panel/device/device-source';

/** Devices that say what a test has them say. */
export class FakeDeviceSource extends DeviceSource {
  readonly states = new Map<string, DeviceState>();
  /** Whose was asked for. */
  readonly asked: string[] = [];
  isAway = false;

  override load(name: string): Promise<DeviceState | undefined> {
    this.asked.push(name);
    if (this.isAway) return Promise.reject(new Error('the gateway answered 503'));
    return Promise.resolve(this.states.get(name));
  }
}
