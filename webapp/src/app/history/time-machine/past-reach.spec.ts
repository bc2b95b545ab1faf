import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FleetStore } from '../../fleet/fleet-store';
import { FakePastSource } from '../../testing/fake-past-source';
import { PastReach } from './past-reach';
import { PastSource } from './past-source';

describe('PastReach', () => {
  const past = new FakePastSource();
  let reach: PastReach;
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [{ provide: PastSource, useValue: past }] });
    reach = TestBed.inject(PastReach);
    past.isSupported = true;
  });

  it('asks nothing of a gateway that is known to have no past, until it is another one', async () => {
    // An answer would be an error in the console of the browser.
    past.isSupported = false;
    const fleet = TestBed.inject(FleetStore);
    fleet.changeConnection({ state: 'stale', since: 0, polled: { hasPast: false } });
    await reach.refresh();
    expect(reach.state()).toBe('not-supported');

    past.isSupported = true;
    fleet.changeConnection({ state: 'lost', since: 0 });
    await reach.refresh();
    expect(reach.state()).toBe('not-supported');
    fleet.changeConnection({ state: 'live' });
    await reach.refresh();

    expect(reach.state()).toBe('known');
  });

  it('asks no more where the answer was that there is none', async () => {
    past.isSupported = false;
    await reach.refresh();

    past.isSupported = true;
    await reach.refresh();

    expect(reach.state()).toBe('not-supported');
  });
});
