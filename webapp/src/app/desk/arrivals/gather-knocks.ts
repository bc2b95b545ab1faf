import type { Knock } from '@fleetman/contract/registry';

/** The same device, or the same app at the same address, that was not let in: once, or again and again. */
export interface GatheredKnock extends Knock {
  readonly times: number;
}

/** One entry for each who knocks, as of its newest knock, the newest first. */
export function gatherKnocks(knocks: readonly Knock[]): readonly GatheredKnock[] {
  const gathered = new Map<string, GatheredKnock>();
  for (const knock of knocks) {
    const { app, address, why, device } = knock;
    const who = device === undefined ? { address } : { device };
    const key = JSON.stringify([app, why, who]);
    const known = gathered.get(key);
    const newest = known !== undefined && known.at > knock.at ? known : knock;
    gathered.set(key, { ...newest, times: (known?.times ?? 0) + 1 });
  }
  return [...gathered.values()].sort((one, other) => other.at.localeCompare(one.at));
}
