import { vehicleName } from '@fleetman/contract';
import { share, type RegistryTopic, type Vehicle } from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { Request } from 'express';
import * as z from 'zod';
import { readRequest } from '../rest/read-request.ts';
import type { Access } from '../session/access.ts';
import type { TrackerClient } from '../tracker/tracker-client.ts';
import { unknownVehicle } from '../tracker/tracker-replies.ts';
import type { Asked } from './asked.ts';
import { newVehicleId } from './new-vehicle-id.ts';
import type { PassedQuestion, PassedReply, RegistryClient } from '../registry/registry-client.ts';
import type { RegistryMemory } from '../registry/registry-memory.ts';

/** A record with all that can be said of it. */
const mostBytes = 65_536;

/** What is asked of the registry in a request's name. */
export interface DeskQuestion extends Asked {
  /** Below the registry's address. Ids in it are percent-encoded. */
  readonly path: string;
  /** What counts anew once it is done. */
  readonly changes?: readonly RegistryTopic[];
  readonly mostBytes?: number;
  /** Without it the request's own. */
  readonly method?: string;
  /** The body, if it was read already. */
  readonly body?: Buffer | undefined;
}

/** Hands questions on to the registry, of those vehicles only that the client sees. */
export class RegistryDesk {
  readonly #client: RegistryClient | undefined;
  readonly #memory: RegistryMemory | undefined;

  /** Without a registry every question is answered by 404. */
  constructor(client?: RegistryClient, memory?: RegistryMemory) {
    this.#client = client;
    this.#memory = memory;
  }

  /** The records of the vehicles that somebody sees. */
  async vehicles({ visibility }: Access): Promise<readonly Vehicle[]> {
    const vehicles = await this.#known().memory.vehicles();
    return visibility.isWhole ? vehicles : vehicles.filter(({ id }) => visibility.sees(id));
  }

  /** Asks, and answers with what the registry says. */
  async pass(question: DeskQuestion): Promise<void> {
    const { response } = question;
    const { body } = await this.#ask(question);
    // Routes say 200 whatever was made, and 204 if there is nothing to say.
    response.status(body.length > 0 ? 200 : 204).setHeader('Cache-Control', 'no-store');
    if (body.length > 0) response.type('application/json');
    response.end(body);
  }

  /** The same about one vehicle; `vehicle-unknown` if the client does not see it. */
  async passOf(vehicle: string, question: DeskQuestion): Promise<void> {
    checkSeen(vehicle, question.access);
    await this.pass(question);
  }

  /**
   * Has a record changed, or made. Somebody who is limited to groups changes what they see, within these groups: to
   * them an id that another vehicle has is as unknown as one that is free.
   */
  async putVehicle(vehicle: string, question: DeskQuestion): Promise<void> {
    const { access, request } = question;
    if (!vehicleName.safeParse(vehicle).success) throw unknownVehicle(vehicle);
    checkSeen(vehicle, access);
    const body = await readRequest(request, mostBytes);
    checkGroup(access, body);
    await this.pass({ ...question, body, changes: ['vehicles', 'shares'] });
  }

  /** Has a record made under an id that nobody else has, of somebody limited to groups within these. */
  async addVehicle(question: Asked): Promise<void> {
    const { access, request } = question;
    const { memory } = this.#known();
    const body = await readRequest(request, mostBytes);
    checkGroup(access, body);
    const vehicles = await memory.vehicles();
    const id = newVehicleId(nameIn(body), new Set(vehicles.map(({ id }) => id)));
    const path = `vehicles/${encodeURIComponent(id)}`;
    await this.pass({ ...question, path, body, method: 'PUT', changes: ['vehicles'] });
  }

  /**
   * Has a vehicle forgotten whole: its history, its record, keys, devices and shares. Its history twice, for what its
   * device has sent until the key was gone. Can be repeated if it breaks off.
   */
  async forget(vehicle: string, tracker: TrackerClient, question: DeskQuestion): Promise<void> {
    const { response, access } = question;
    this.#known();
    checkSeen(vehicle, access);
    await tracker.forget(vehicle);
    await this.#ask({ ...question, changes: ['vehicles', 'shares'] });
    await tracker.forget(vehicle);
    response.status(204).end();
  }

  /** The shares of vehicles that somebody sees. */
  async shares(question: DeskQuestion): Promise<void> {
    const { body } = await this.#ask(question);
    const shares = z.array(share).parse(JSON.parse(Buffer.from(body).toString()));
    const { visibility } = question.access;
    question.response.json(shares.filter(({ vehicle }) => visibility.sees(vehicle)));
  }

  /** Has a share made of a vehicle that is seen. */
  async makeShare(question: DeskQuestion): Promise<void> {
    const body = await readRequest(question.request, mostBytes);
    const { vehicle } = vehicleIn(body);
    if (vehicle !== undefined) checkSeen(vehicle, question.access);
    await this.pass({ ...question, body, changes: ['shares'] });
  }

  /** Ends a share of a vehicle that is seen. */
  async endShare(id: string, question: DeskQuestion): Promise<void> {
    const known = await this.#known().client.share(id);
    if (known && !question.access.visibility.sees(known.vehicle)) {
      // As the registry answers where there is none.
      question.response.status(204).end();
      return;
    }
    await this.pass({ ...question, changes: ['shares'] });
  }

  async #ask(question: DeskQuestion): Promise<PassedReply> {
    const { access, request, path, changes = [] } = question;
    const { client, memory } = this.#known();
    const body = question.body ?? (await readRequest(request, question.mostBytes ?? mostBytes));
    const type = request.headers['content-type'];
    const method = question.method ?? methodOf(request);
    const passed: PassedQuestion = { method, path, by: access.by, body, type };
    const reply = await client.pass(passed);
    if (changes.length > 0) memory.outdate(...changes);
    return reply;
  }

  #known(): { readonly client: RegistryClient; readonly memory: RegistryMemory } {
    if (this.#client && this.#memory) return { client: this.#client, memory: this.#memory };
    throw new FleetmanError('not-found', 'there is no registry of vehicles here: REGISTRY_URL');
  }
}

/** A question about an answer's head is asked as one for the answer. */
function methodOf({ method }: Request): string {
  return method === 'HEAD' ? 'GET' : method;
}

function checkSeen(vehicle: string, { visibility }: Access): void {
  if (!visibility.sees(vehicle)) throw unknownVehicle(vehicle);
}

/** @throws FleetmanError `forbidden` if somebody who is limited to groups would make a vehicle of none of them. */
function checkGroup({ groups }: Access, body: Buffer | undefined): void {
  if (!groups || isWithin(groups, body)) return;
  throw new FleetmanError('forbidden', `group: expected one of ${groups.join(', ')}`);
}

const groupOf = z.object({ group: z.string() });
const shareOf = z.object({ vehicle: z.string().optional() });

function isWithin(groups: readonly string[], body: Buffer | undefined): boolean {
  const { data } = groupOf.safeParse(parse(body));
  return data !== undefined && groups.includes(data.group);
}

const nameOf = z.object({ name: vehicleName });

function nameIn(body: Buffer | undefined): string | undefined {
  return nameOf.safeParse(parse(body)).data?.name;
}

/** The registry says what else is wrong with it. */
function vehicleIn(body: Buffer | undefined): z.infer<typeof shareOf> {
  return shareOf.safeParse(parse(body)).data ?? {};
}

function parse(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    // A SyntaxError: the registry says so.
    return undefined;
  }
}
