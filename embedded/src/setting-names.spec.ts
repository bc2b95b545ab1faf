import { apiGateway } from '@fleetman/api-gateway';
import { fleetRegistry } from '@fleetman/fleet-registry';
import { positionReceiver } from '@fleetman/position-receiver';
import { positionSimulator } from '@fleetman/position-simulator';
import { positionTracker } from '@fleetman/position-tracker';
import { settingNames } from '@fleetman/service-kit';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { embeddedConfig } from './config.ts';

const schemas: readonly [string, z.ZodType][] = [
  ['position-simulator', positionSimulator.config],
  ['position-tracker', positionTracker.config],
  ['api-gateway', apiGateway.config],
  ['position-receiver', positionReceiver.config],
  ['fleet-registry', fleetRegistry.config],
  ['the embedded process', embeddedConfig],
];

describe('settingNames', () => {
  it.each(schemas)('holds every setting of %s', (_service, schema) => {
    const settings = schema instanceof z.ZodPipe ? schema.in : schema;
    if (!(settings instanceof z.ZodObject)) throw new Error('expected an object of settings');

    expect(settingNames).toEqual(expect.arrayContaining(Object.keys(settings.shape)));
  });
});
