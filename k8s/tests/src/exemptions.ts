/** The rules that only the overlay production keeps, and why. Three at most. */
export const exemptions: readonly { readonly rule: number; readonly reason: string }[] = [
  {
    rule: 9,
    reason: 'images that are loaded into the cluster come from no registry, so they have no digest',
  },
  { rule: 18, reason: 'the flat files go into any namespace, so they name none' },
  { rule: 19, reason: 'one of each is what a laptop has room for, and what the course shows' },
];

/**
 * The workloads that must not keep a rule, in production neither, and why. One at most.
 */
export const exceptions: readonly {
  readonly rule: number;
  /** As complaints call it. */
  readonly workload: string;
  readonly reason: string;
}[] = [
  {
    rule: 19,
    workload: 'Deployment fleet-registry',
    reason:
      'it makes changes one after the other, and answers those who wait for them, in one process',
  },
];
