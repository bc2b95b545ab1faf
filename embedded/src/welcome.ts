import type { Embedded } from './start-embedded.ts';

/** What somebody who started Fleetman wants to know, as one block of text. */
export function welcome({ url, fleetSize }: Pick<Embedded, 'url' | 'fleetSize'>): string {
  const lines = [
    ['Fleetman', `${fleetSize} ${fleetSize === 1 ? 'vehicle is' : 'vehicles are'} driving`],
    ['Map', `${url}/`],
    ['REST API', `${url}/api/vehicles`],
    ['OpenAPI', `${url}/api/openapi`],
    ['Stop', 'Ctrl-C'],
  ];
  const text = lines.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`);
  return `\n${text.join('\n')}\n\n`;
}
