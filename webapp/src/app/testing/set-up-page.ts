import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { App } from '../app';
import { HistorySource, type HistoryWish } from '../fleet/history-source';
import { PastSource } from '../history/past-source';
import { PositionSource } from '../fleet/position-source';
import { mapEngine } from '../map/map-engine';
import type { TrackPoint } from '../fleet/track-point';
import { PageSettings } from '../settings/page-settings';
import { FakePastSource } from './fake-past-source';
import { FakePositionSource } from './fake-position-source';

/** A history that answers what a test says; a test may have it fail. */
class FakeHistorySource extends HistorySource {
  readonly routes = new Map<string, readonly TrackPoint[]>();
  isAway = false;

  override async load(name: string, wish: HistoryWish): Promise<readonly TrackPoint[]> {
    if (this.isAway) throw new Error('the gateway answered 503');
    const { since = -Infinity, until = Infinity, limit = 5_000 } = wish;
    const route = this.routes.get(name) ?? [];
    return route.filter(({ time }) => time >= since && time <= until).slice(-limit);
  }
}

/** The whole page without a map (jsdom has no WebGL), with positions and routes from a test. */
export interface TestPage {
  readonly source: FakePositionSource;
  readonly history: FakeHistorySource;
  readonly past: FakePastSource;
  readonly fixture: ComponentFixture<App>;
  readonly element: HTMLElement;
  /** Waits until the page shows what it knows. */
  settle(): Promise<void>;
}

export async function setUpPage(config: { release?: string } = {}): Promise<TestPage> {
  const source = new FakePositionSource();
  const history = new FakeHistorySource();
  const past = new FakePastSource();
  TestBed.configureTestingModule({
    providers: [
      { provide: PageSettings, useValue: new PageSettings({ ...config, version: '1.2.3' }) },
      { provide: PositionSource, useValue: source },
      { provide: HistorySource, useValue: history },
      { provide: PastSource, useValue: past },
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
  return { source, history, past, fixture, element, settle };
}
