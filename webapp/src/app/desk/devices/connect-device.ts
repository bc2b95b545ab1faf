import { Component, computed, DOCUMENT, inject, input, output, signal } from '@angular/core';
import type { IssuedKey } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Session } from '../../session/session';
import { Attempt } from '../frame/attempt';
import { CopyField } from '../frame/copy-field';
import { deviceApps, deviceSetup, type DeviceApp } from './device-setups';
import { ListeningLine } from './listening';
import { QrCode } from './qr-code';
import { serverAddress } from './server-address';

/** How one connects a device with a vehicle: which app, what it is given, and whether it reports. */
@Component({
  selector: 'fleet-connect-device',
  imports: [CopyField, ListeningLine, QrCode],
  templateUrl: './connect-device.html',
  styleUrl: './connect-device.css',
})
export class ConnectDevice {
  /** The vehicle's id. */
  readonly vehicle = input.required<string>();

  /** A tracker is the vehicle's now. */
  readonly deviceAdded = output();

  readonly #api = inject(ApiClient);
  readonly #server = serverAddress(inject(Session).answer()?.devicesUrl, inject(DOCUMENT).baseURI);
  readonly #key = signal<string | undefined>(undefined);
  protected readonly attempt = new Attempt();
  protected readonly since = Date.now();
  protected readonly app = signal<DeviceApp | undefined>(undefined);
  /** The tracker that was entered, once it is the vehicle's. */
  protected readonly imei = signal<string | undefined>(undefined);
  /** Where Teltonika trackers connect; none if they cannot. */
  protected readonly port = inject(Session).answer()?.teltonikaPort;
  protected readonly host = new URL(this.#server).hostname;

  protected readonly apps: readonly { readonly app: DeviceApp; readonly name: string }[] =
    deviceApps.map((app) => ({ app, name: appName(app) }));
  protected readonly chosen = computed(() => {
    const app = this.app();
    return app === undefined ? '' : appName(app);
  });
  protected readonly setup = computed(() => {
    const [app, key] = [this.app(), this.#key()];
    if (app === undefined || app === 'teltonika' || key === undefined) return undefined;
    return deviceSetup(app, { server: this.#server, key, vehicle: this.vehicle() });
  });
  protected readonly steps = computed(() => stepsFor(this.app()));
  protected readonly codeLabel = computed(
    () => $localize`:@@connect.code:Code for ${this.chosen()}:app:`,
  );

  /** One key serves whichever of the apps is chosen; it is made when the first one is. */
  protected async choose(app: DeviceApp): Promise<void> {
    this.app.set(app);
    if (app === 'teltonika' || this.#key() !== undefined) return;
    await this.attempt.make(async () => {
      const path = `vehicles/${encodeURIComponent(this.vehicle())}/keys`;
      const { key } = await this.#api.ask<IssuedKey>('POST', path, { label: appName(app) });
      this.#key.set(key);
    });
  }

  protected async saveImei(event: Event, imei: string): Promise<void> {
    event.preventDefault();
    await this.attempt.make(async () => {
      const device = encodeURIComponent(imei.trim());
      await this.#api.ask(
        'PUT',
        `vehicles/${encodeURIComponent(this.vehicle())}/devices/${device}`,
      );
      this.imei.set(imei.trim());
      this.deviceAdded.emit();
    });
  }
}

/** Names of programs are the same in all languages. */
function appName(app: DeviceApp): string {
  if (app === 'program') return $localize`:@@connect.program:Own program`;
  return {
    traccar: 'Traccar Client',
    owntracks: 'OwnTracks',
    overland: 'Overland',
    gpslogger: 'GPSLogger',
    osmand: 'OsmAnd',
    teltonika: 'Teltonika',
  }[app];
}

/** What is done in the app, in its own words for menus. */
function stepsFor(app: DeviceApp | undefined): string {
  switch (app) {
    case 'traccar':
      return $localize`:@@connect.steps-traccar:In Traccar Client press the QR symbol and scan this code, then switch the service on. Or write the text into “Server URL”.`;
    case 'owntracks':
      return $localize`:@@connect.steps-owntracks:Scan this code with the phone's camera: it opens OwnTracks, which asks to import the settings. Or choose mode HTTP and write the text into “URL”.`;
    case 'overland':
      return $localize`:@@connect.steps-overland:Scan this code with the phone's camera: it opens Overland. Or write the text into “Receiver Endpoint URL”.`;
    case 'gpslogger':
      return $localize`:@@connect.steps-gpslogger:In GPSLogger switch on “Log to custom URL” and paste the text into “URL”. The phone's camera reads it from this code.`;
    case 'osmand':
      return $localize`:@@connect.steps-osmand:In OsmAnd open “Trip recording”, “Online tracking”, and paste the text into “Web address”. The phone's camera reads it from this code.`;
    case 'teltonika':
      return $localize`:@@connect.steps-teltonika:In Teltonika's Configurator open “GPRS”, write server and port below “Server Settings”, and choose TCP and Codec 8 or 8 Extended.`;
    case 'program':
      return $localize`:@@connect.steps-program:This line reports once, with this moment's time, from anywhere that has curl.`;
    default:
      return '';
  }
}
