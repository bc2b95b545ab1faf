import * as z from 'zod';

/** What is read of the file that `node --cpu-prof` writes. */
export const cpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

/** A profile of a process: which function ran, called by which. */
export type CpuProfile = z.infer<typeof cpuProfile>;

/** A function as called by those above it, with the microseconds spent in it and below it. */
export interface CallNode {
  readonly name: string;
  readonly selfMicros: number;
  readonly totalMicros: number;
  readonly callees: readonly CallNode[];
}

/** The time in which a process did nothing says nothing of its code. */
const idleNames = new Set(['(idle)', '(program)', '(root)']);

/** The functions that took most time by themselves, with their share of the time that was not idle. */
export function topFunctions(
  profile: CpuProfile,
  count: number,
): readonly { readonly name: string; readonly share: number }[] {
  const micros = new Map<string, number>();
  const visit = ({ name, selfMicros, callees }: CallNode) => {
    if (!idleNames.has(name)) micros.set(name, (micros.get(name) ?? 0) + selfMicros);
    callees.forEach(visit);
  };
  visit(callTree(profile));
  const busy = [...micros.values()].reduce((sum, value) => sum + value, 0);
  return [...micros]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, value]) => ({ name, share: value / busy }));
}

/** The calls of a profile as a tree, from `(root)` down. */
export function callTree({ nodes, samples, timeDeltas }: CpuProfile): CallNode {
  const selfMicros = new Map<number, number>();
  samples.forEach((id, index) => {
    selfMicros.set(id, (selfMicros.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0));
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const build = (id: number): CallNode => {
    const node = byId.get(id);
    const callees = (node?.children ?? []).map(build);
    const own = selfMicros.get(id) ?? 0;
    return {
      name: node ? nameOf(node.callFrame) : '?',
      selfMicros: own,
      totalMicros: callees.reduce((sum, callee) => sum + callee.totalMicros, own),
      callees,
    };
  };
  return build(nodes[0]?.id ?? 0);
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']) {
  const name = functionName === '' ? '(anonymous)' : functionName;
  const file = url.split('/').slice(-2).join('/');
  return file === '' ? name : `${name} ${file}:${lineNumber + 1}`;
}
