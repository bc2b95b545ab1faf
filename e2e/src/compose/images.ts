import { command } from './docker.ts';

const ours = [
  'position-simulator',
  'position-receiver',
  'position-tracker',
  'fleet-registry',
  'api-gateway',
  'webapp',
];

/** What the set is made of, as compose.yaml names it. */
const needed = [
  ...ours.map((name) => `fleetman-${name}:0.1.0`),
  'rabbitmq:4.2-management',
  'mongo:8.0',
];

/** Why a set of these images, and of `more`, cannot be started here; empty where it can. */
export async function whatIsMissing(...more: readonly string[]): Promise<string> {
  const engine = await command('docker', ['info', '--format', '{{.ServerVersion}}']);
  if (engine.code !== 0) return 'there is no Docker engine';
  const inspect = ['image', 'inspect', '--format', '-', ...needed, ...more];
  const { code, said } = await command('docker', inspect);
  return code === 0 ? '' : `images are missing (docker compose build makes ours): ${said}`;
}
