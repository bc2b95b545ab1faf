/** What each user of the queue may do, of all that `allowedAtQueue` tries; the tracker's harm is not tried. */
export const queueRights: Readonly<
  Record<'simulator' | 'receiver' | 'tracker' | 'gateway' | 'fleetman', readonly string[]>
> = {
  simulator: ['publish a report'],
  receiver: ['publish a report'],
  tracker: [
    'publish a report',
    'publish live positions',
    'follow the live feed',
    'take reports',
    'take dead letters',
    'declare the queue',
    'declare the live feed',
  ],
  gateway: ['follow the live feed'],
  // Who looks at the console.
  fleetman: [],
};

/** What fleetman may do there, of all that `allowedAtConsole` tries. */
export const consoleRights = ['see the queue', 'see connections', 'see the node'];

/** What each user of MongoDB may do in its own database, of all that `allowedInDatabase` tries. */
export const databaseRights: Readonly<Record<'tracker' | 'registry', readonly string[]>> = {
  tracker: ['write', 'read', 'make an index', 'change how long it is kept', 'remove'],
  registry: ['write', 'read', 'make an index', 'remove'],
};

/** Each one's database. */
export const databaseOf = { tracker: 'fleetman', registry: 'fleetman_registry' } as const;
