/**
 * `npm run images -- [--minikube] [--cluster] [--sizes] [ARGUMENT OF docker buildx bake …]`: builds the
 * container images that docker-bake.hcl describes, and puts them where they are to run.
 *
 * Arguments that are not its own go to bake: a target (`webapp`), `--no-cache`, `--set …`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quiet, run, StepFailed } from './images/run-command.mjs';
import { writeSizes } from './images/sizes.mjs';
import { root } from './run-node.mjs';

/** What the manifests need besides ours; a cluster for tests pulls nothing. */
const publicImages = ['rabbitmq:4.2-management', 'mongo:8.0'];

const own = new Set(['--minikube', '--cluster', '--sizes']);
const given = process.argv.slice(2);
const wanted = new Set(given.filter((argument) => own.has(argument)));
const forBake = given.filter((argument) => !own.has(argument));

/** A cluster for tests, brought up by scripts of its own, which stands beside the repository. */
const rig = process.env.FLEETMAN_RIG ?? join(root, '..', 'shared', 'rig');

try {
  requireDocker();
  // Before the minutes that a build takes.
  if (wanted.has('--minikube')) requireMinikube();
  if (wanted.has('--cluster')) requireRig();

  const bake = ['buildx', 'bake', ...forBake];
  await run('docker', bake, { env: aboutThisBuild() });
  const images = imagesOf(bake);
  if (wanted.has('--minikube')) await loadIntoMinikube(images);
  if (wanted.has('--cluster')) await run(join(rig, 'cluster-load'), [...images, ...publicImages]);
  if (wanted.has('--sizes')) writeSizes();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}

function requireDocker() {
  quiet('docker', ['buildx', 'version'], {
    missing: 'There is no `docker` here. Install Docker (https://docs.docker.com/get-docker/).',
    failed: 'Docker has no Buildx here. Docker 23 and newer bring it; else install its plugin.',
  });
  quiet('docker', ['info', '--format', '{{.ServerVersion}}'], {
    failed: 'The Docker engine does not answer. Start Docker, then try again.',
  });
}

function requireMinikube() {
  quiet('minikube', ['status'], {
    missing: 'There is no `minikube` here. Install it (https://minikube.sigs.k8s.io/docs/start/).',
    failed: 'minikube does not run. Start it with `minikube start`, then try again.',
  });
}

function requireRig() {
  if (!existsSync(join(rig, 'cluster-load'))) {
    throw new StepFailed(
      `There is no cluster-load in ${rig}. FLEETMAN_RIG names the folder with it; for minikube use --minikube.`,
    );
  }
}

/** What the images say of themselves. The commit's time, so that a commit always gives the same image. */
function aboutThisBuild() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // With `-dirty` behind it where files were changed since.
  const revision = git('describe', '--always', '--abbrev=40', '--exclude=*', '--dirty');
  const about = { VERSION: version, REVISION: revision };
  const created = git('log', '-1', '--format=%cI');
  return created ? { ...about, CREATED: created } : about;
}

/** Empty where this is no clone, or no git is there. */
function git(...args) {
  try {
    return execFileSync('git', args, { cwd: root, stdio: 'pipe', encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** The names that the build gave to its images. */
function imagesOf(bake) {
  const plan = execFileSync('docker', [...bake, '--print'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    env: { ...process.env, ...aboutThisBuild() },
  });
  return Object.values(JSON.parse(plan).target).flatMap(({ tags }) => tags);
}

/**
 * One archive with every layer once, which minikube takes whatever runs its containers. Its docker-env
 * needs minikube to run them by Docker, and would build all of it anew on minikube's few cores.
 */
async function loadIntoMinikube(images) {
  console.log(`Loading ${images.length} images into minikube …`);
  await run('docker', ['save', ...images], { into: ['minikube', ['image', 'load', '-']] });
}
