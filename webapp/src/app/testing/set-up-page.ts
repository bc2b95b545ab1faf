import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { App } from '../app';
import { HistorySource, type HistoryWish } from '../history/past/history-source';
import { PastSource } from '../history/time-machine/past-source';
import { PositionSource } from '../fleet/position-source';
import { mapEngine } from '../map/engine/map-engine';
import type { LivePoint, TrackPoint } from '../vehicle/track/track-point';
import { PageSettings } from '../settings/page-settings';
import { judgePoints } from '../vehicle/track/judge-points';
import { DeviceSource } from '../vehicle-panel/device/device-source';
import { ApiClient } from '../session/api-client';
import { FakeApiClient } from './fake-api-client';
import { FakeDeviceSource } from './fake-device-source';
import { FakePastSource } from './fake-past-source';
import { FakePositionSource } from './fake-position-source';

/** A history of what a test says, judged as the tracker does; a test may have it fail. */
class FakeHistorySource extends HistorySource {
  readonly routes = new Map<string, readonly LivePoint[]>();
  /** Which parts were asked for. */
  readonly asked: HistoryWish[] = [];
  isAway = false;

  override async load(name: string, wish: HistoryWish): Promise<readonly TrackPoint[]> {
    this.asked.push(wish);
    if (this.isAway) throw new Error('the gateway answered 503');
    const { since = -Infinity, until = Infinity, limit = 5_000 } = wish;
    const route = judgePoints(this.routes.get(name) ?? [], Date.now());
    return route.filter(({ time }) => time >= since && time <= until).slice(-limit);
  }
}

/** The whole page without a map (jsdom has no WebGL), with positions and routes from a test. */
export interface TestPage {
  readonly source: FakePositionSource;
  readonly history: FakeHistorySource;
  readonly past: FakePastSource;
  readonly devices: FakeDeviceSource;
  readonly api: FakeApiClient;
  readonly fixture: ComponentFixture<App>;
  readonly element: HTMLElement;
  /** Waits until the page shows what it knows. */
  settle(): Promise<void>;
}

export async function setUpPage(config: { release?: string } = {}): Promise<TestPage> {
  const source = new FakePositionSource();
  const history = new FakeHistorySource();
  const past = new FakePastSource();
  const devices = new FakeDeviceSource();
  const api = new FakeApiClient();
  TestBed.configureTestingModule({
    providers: [
      { provide: PageSettings, useValue: new PageSettings({ ...config, version: '1.2.3' }) },
      { provide: PositionSource, useValue: source },
      { provide: HistorySource, useValue: history },
      { provide: PastSource, useValue: past },
      { provide: ApiClient, useValue: api },
      { provide: DeviceSource, useValue: devices },
      { provide: mapEngine, useValue: () => Promise.reject(new Error('no WebGL')) },
    ],
  });
  const fixture = TestBed.createComponent(App);
  const settle = async () => {
    await fixture.whenStable();
    fixture.detectChanges();
    await fixture.whenStable();
  };
  await settle();
  // The test bed gives the root component's element as `any`.
  const element = fixture.nativeElement as HTMLElement;
  return { source, history, past, devices, api, fixture, element, settle };
}
