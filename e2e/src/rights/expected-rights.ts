/** What each user of the queue may do, of all that `allowedAtQueue` tries; the tracker's harm is not tried. */
export const queueRights: Readonly<
  Record<'simulator' | 'tracker' | 'gateway' | 'fleetman', readonly string[]>
> = {
  simulator: ['publish a report'],
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

/** What the tracker may do in MongoDB, of all that `allowedInDatabase` tries. */
export const databaseRights = [
  'write',
  'read',
  'make an index',
  'change how long it is kept',
  'remove',
];
