import type { Kubectl } from '../machines/kubectl.ts';
import { isReady, type Pod } from './pods.ts';

/** What somebody would look at in a namespace where something is wrong: above all, pods not Ready. */
export async function diagnose(kubectl: Kubectl): Promise<string> {
  const pods = await kubectl.list<Pod>('pods').catch(() => []);
  const troubled = pods.filter((pod) => !isReady(pod));
  const sections = [
    ['get', 'pods,persistentvolumeclaims', '--output', 'wide'],
    ['get', 'events', '--field-selector', 'type=Warning', '--sort-by', '.lastTimestamp'],
    ...troubled.flatMap(({ metadata: { name } }) => [
      ['describe', 'pod', name],
      ['logs', name, '--all-containers', '--prefix', '--tail', '30'],
    ]),
  ];
  const said = [];
  for (const args of sections) said.push(await look(kubectl, args));
  return said.join('\n\n');
}

async function look(kubectl: Kubectl, args: readonly string[]): Promise<string> {
  const command = `$ kubectl --namespace ${kubectl.namespace} ${args.join(' ')}`;
  try {
    const { stdout, stderr } = await kubectl.run(args);
    return `${command}\n${lastLines(stdout || stderr)}`;
  } catch (error) {
    return `${command}\n${String(error)}`;
  }
}

/** The end of a long output: what happened last is what a failure is about. */
function lastLines(text: string): string {
  return text.trim().split('\n').slice(-40).join('\n');
}
