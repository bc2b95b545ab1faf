import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../run-node.mjs';

const readme = join(root, 'docker', 'README.md');

/** Between these two lines of the README the table stands. */
const [begin, end] = ['<!-- sizes -->', '<!-- /sizes -->'];

const images = [
  { name: 'position-simulator', dockerfile: 'service' },
  { name: 'position-receiver', dockerfile: 'service' },
  { name: 'position-tracker', dockerfile: 'service' },
  { name: 'fleet-registry', dockerfile: 'service' },
  { name: 'api-gateway', dockerfile: 'service' },
  { name: 'webapp', dockerfile: 'webapp' },
  { name: 'queue', dockerfile: 'queue' },
];

/** The layer of webapp.Dockerfile with nslookup and its libraries. */
const dnsToolLayer = /^COPY \/tool \/ /;

/**
 * What our layers add to each base image, in bytes, not compressed: `ownBytes`, and `dnsToolBytes` of
 * the webapp beside it.
 */
function measureSizes() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return images.map(({ name, dockerfile }) => {
    const image = `fleetman-${name}:${version}`;
    const base = baseOf(dockerfile);
    const own = layersBeyond(base, image);
    const tool = own.filter(({ createdBy }) => dnsToolLayer.test(createdBy));
    const dnsToolBytes = sumOf(tool);
    return { image, base, ownBytes: sumOf(own) - dnsToolBytes, dnsToolBytes };
  });
}

/** The image that a Dockerfile names as the one to run in. */
function baseOf(dockerfile) {
  const text = readFileSync(join(root, 'docker', `${dockerfile}.Dockerfile`), 'utf8');
  return /^ARG RUN_IMAGE=(.+)$/m.exec(text)[1];
}

function layersBeyond(base, image) {
  const [below, all] = [base, image].map((name) => inspect(name).RootFS.Layers);
  if (!below.every((layer, index) => layer === all[index])) {
    throw new Error(`${image} was not built on the ${base} that is here now; build it again.`);
  }
  // The newest come first.
  return layersOf(image).slice(0, -layersOf(base).length);
}

function layersOf(image) {
  const lines = docker('history', '--no-trunc', '--human=false', '--format={{json .}}', image);
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ Size, CreatedBy }) => ({ bytes: Number(Size), createdBy: CreatedBy }));
}

const sumOf = (layers) => layers.reduce((sum, { bytes }) => sum + bytes, 0);
const inspect = (image) => JSON.parse(docker('image', 'inspect', image))[0];
const docker = (...args) => execFileSync('docker', args, { encoding: 'utf8', maxBuffer: 2 ** 24 });

/** Puts the table of sizes into docker/README.md. */
export function writeSizes() {
  const text = readFileSync(readme, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const after = rest.split(end)[1];
  if (after === undefined) throw new Error(`${readme} has no ${begin} … ${end}`);
  writeFileSync(readme, `${before}${begin}\n\n${tableOf(measureSizes())}\n\n${end}${after}`);
  console.log('Wrote the sizes into docker/README.md');
}

/** As prettier would have it: columns of one width. */
function tableOf(sizes) {
  const head = ['Image', 'On top of its base', 'Base image'];
  const rows = sizes.map(({ image, base, ownBytes, dnsToolBytes }) => [
    `\`${image}\``,
    megabytes(ownBytes) + (dnsToolBytes ? ` and ${megabytes(dnsToolBytes)} for nslookup` : ''),
    `\`${base}\``,
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column].length)),
  );
  const line = (cells, fill) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column], fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head, ' '), rule, ...rows.map((row) => line(row, ' '))].join('\n');
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e5 ? 3 : 1)} MB`;

// Started by itself, it tells the figures to another program.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(JSON.stringify(measureSizes(), null, 2));
}
