import type { ServiceHost } from '@fleetman/service-kit';
import { ShareKeeper } from './access/share-keeper.ts';
import { TokenKeeper } from './access/token-keeper.ts';
import { AuditTrail } from './audit/audit-trail.ts';
import { RegistryWriter } from './changes/registry-writer.ts';
import { VersionBoard } from './changes/version-board.ts';
import type { RegistryConfig } from './config.ts';
import { DeviceKeeper } from './devices/device-keeper.ts';
import { KeyKeeper } from './devices/key-keeper.ts';
import { SignBoard } from './devices/sign-board.ts';
import { UseBook } from './devices/use-book.ts';
import { FleetKeeper } from './fleet/fleet-keeper.ts';
import { ArrivalKeeper } from './people/arrival-keeper.ts';
import { LinkKeeper } from './people/link-keeper.ts';
import { PasswordHasher } from './people/password-hasher.ts';
import { PeopleKeeper } from './people/people-keeper.ts';
import { openRegistryStore } from './store/open-registry-store.ts';

/** How often what is over is removed, in milliseconds. */
const tidyIntervalMs = 3_600_000;

/** All that a registry has open. */
export type Registry = ReturnType<typeof openRegistry>;

/** Opens the store, and puts to work who keeps what in it. The caller closes it. */
export function openRegistry(config: RegistryConfig, { log, metrics, readiness }: ServiceHost) {
  const now = () => new Date();
  const store = openRegistryStore(config.REGISTRY_STORE_URL, log);
  readiness.add('store', () => store.connection);
  const board = new VersionBoard(now);
  metrics.gauge({
    name: 'fleetman_registry_followers',
    help: 'Services that wait to be told of changes: each gateway and receiver is one',
    read: (gauge) => {
      gauge.set(board.followers);
    },
  });
  const bounds = { retentionMs: config.AUDIT_RETENTION, most: config.AUDIT_MAX };
  const audit = new AuditTrail(store, now, bounds);
  const writer = new RegistryWriter({ store, board, audit });
  const onProblem = (error: unknown) => {
    log.warn({ err: error }, 'It could not be written down what was used; the next try has it');
  };
  const uses = new UseBook({ store, now, onProblem });
  const people = { store, writer, hasher: new PasswordHasher(), now };
  const links = new LinkKeeper(people);
  const shares = new ShareKeeper({ store, writer, uses, now });
  const tokens = new TokenKeeper({ store, writer, now });
  const tidy = async (): Promise<void> => {
    try {
      const lists = await Promise.all([shares.tidy(), tokens.tidy(), links.tidy()]);
      await writer.commit([...lists.flat(), ...audit.tidy()]);
    } catch (error) {
      log.warn({ err: error }, 'What is over could not be removed; it is tried again in an hour');
    }
  };
  const timer = setInterval(() => void tidy(), tidyIntervalMs);
  timer.unref();
  return {
    ...{ board, audit, writer, links, shares, tokens },
    fleet: new FleetKeeper(store, writer),
    keys: new KeyKeeper(store, writer, uses, now),
    devices: new DeviceKeeper(store, writer),
    signs: new SignBoard(now),
    people: new PeopleKeeper(people),
    arrivals: new ArrivalKeeper(people),
    close: async (): Promise<void> => {
      clearInterval(timer);
      await uses.close();
      await store.close();
    },
  };
}
