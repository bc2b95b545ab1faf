import type { Injector } from '@angular/core';
import { PartLoader } from '../../loading/part-loader';
import type { TimeMachine } from './time-machine';

/** A page that is opened at now stands without the time machine. */
export async function loadTimeMachine(injector: Injector): Promise<TimeMachine> {
  const { TimeMachine } = await injector.get(PartLoader).load(() => import('./time-machine'));
  return injector.get(TimeMachine);
}
