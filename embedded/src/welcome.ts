import type { Embedded } from './start-embedded.ts';

type Welcomed = Pick<Embedded, 'url' | 'fleetSize'>;

function driving(count: number): string {
  if (count === 0) return 'waits for the first vehicle to report';
  return `${count} ${count === 1 ? 'vehicle is' : 'vehicles are'} driving`;
}

/** What somebody who started Fleetman wants to know, as one block of text. */
export function welcome({ url, fleetSize }: Welcomed): string {
  const lines = [
    ['Fleetman', driving(fleetSize)],
    ['Map', `${url}/`],
    ['REST API', `${url}/api/vehicles`],
    ['OpenAPI', `${url}/api/openapi`],
    ['Devices', `${url}/in/<key>/<app>`],
    ['Stop', 'Ctrl-C'],
  ];
  const text = lines.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`);
  return `\n${text.join('\n')}\n\n`;
}
