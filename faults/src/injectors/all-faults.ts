import type { Fault } from './fault.ts';
import { networkFaults } from './network-faults.ts';
import { processFaults } from './process-faults.ts';
import { reportFaults } from './report-faults.ts';
import { resourceFaults } from './resource-faults.ts';

/** Every fault, in the order of the table. */
export const allFaults: readonly Fault[] = [
  ...processFaults,
  ...networkFaults,
  ...resourceFaults,
  ...reportFaults,
];
