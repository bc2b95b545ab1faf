import { command, type Outcome } from './docker.ts';
import type { ComposeSet } from './compose-set.ts';

/** As `npm run TASK -- ARGUMENT …` does beside this set, of a task that has a script of its own. */
export function runTask(
  { set }: { readonly set: ComposeSet },
  task: string,
  ...args: string[]
): Promise<Outcome> {
  const program = [`scripts/${task}.mjs`, ...args];
  return command(process.execPath, program, { environment: set.environment, timeoutMs: 180_000 });
}
