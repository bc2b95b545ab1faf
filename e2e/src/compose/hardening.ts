import { serviceOf, type Container } from './compose-set.ts';

/** What a container may not have, or must have and has not: one sentence each. */
export function weaknessesOf(container: Container, project: string): readonly string[] {
  const { Config, HostConfig, Mounts } = container;
  // Some engines write CAP_ before the name.
  const added = (HostConfig.CapAdd ?? []).map((name) => name.replace(/^CAP_/, ''));
  const isRoot = /^(0|root|)(:|$)/.test(Config.User);
  const foreign = Mounts.filter(
    ({ Type, Name, Source, RW }) =>
      (Type === 'volume' && !Name?.startsWith(`${project}_`)) ||
      (Type === 'bind' && (RW || !Source.includes('/docker/compose/'))),
  );
  const rules: readonly (readonly [boolean, string])[] = [
    [!isRoot, `runs as "${Config.User}"`],
    [HostConfig.ReadonlyRootfs, 'may write to its root file system'],
    [!HostConfig.Privileged, 'is privileged'],
    [HostConfig.CapDrop?.join() === 'ALL', 'keeps capabilities'],
    [added.length === 0, `has ${added.join()}`],
    [isWithoutNewPrivileges(container), 'may get new privileges'],
    [HostConfig.Memory > 0, 'has no limit of memory'],
    [HostConfig.NanoCpus > 0, 'has no limit of processor time'],
    [(HostConfig.PidsLimit ?? 0) > 0, 'has no limit of processes'],
    [HostConfig.RestartPolicy.Name === 'unless-stopped', 'stays away after a crash'],
    [HostConfig.LogConfig.Config['max-size'] !== undefined, 'has a log without end'],
    [foreign.length === 0, `mounts ${foreign.map(({ Source }) => Source).join()}`],
  ];
  return rules.filter(([isMet]) => !isMet).map(([, what]) => `${serviceOf(container)} ${what}`);
}

function isWithoutNewPrivileges({ HostConfig }: Container): boolean {
  return (HostConfig.SecurityOpt ?? []).includes('no-new-privileges:true');
}

/** Where the ports of a container are published, each as `8080/tcp on 127.0.0.1`. */
export function openPortsOf({ NetworkSettings }: Container): readonly string[] {
  return Object.entries(NetworkSettings.Ports).flatMap(([port, bindings]) =>
    (bindings ?? []).map(({ HostIp }) => `${port} on ${HostIp}`),
  );
}
