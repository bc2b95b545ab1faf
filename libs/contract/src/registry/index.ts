/** What the fleet-registry takes and answers: vehicles, keys, people, shares, and what devices do. */
export * from './api-token.ts';
export * from './audit-entry.ts';
export * from './device-key.ts';
export * from './device-signs.ts';
export * from './person.ts';
export * from './registry-versions.ts';
export * from './share.ts';
export * from './vehicle-record.ts';
