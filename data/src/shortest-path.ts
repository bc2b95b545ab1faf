import { distanceM, type Lane, type Move, type StreetGraph } from './street-graph.ts';

const slightTurn = Math.PI / 6;
const sharpTurn = (2 * Math.PI) / 3;

/** Seconds from the start of the turn to the end of the next lane, at legal speed. */
function secondsOf({ to, turn }: Move): number {
  const driving = to.lengthM / (to.speedKmh / 3.6);
  if (turn < slightTurn) return driving;
  return driving + (turn < sharpTurn ? 6 : 25);
}

/** No lane is faster: a bound from below for the time that a distance takes. */
const fastestMs = 120 / 3.6;

/**
 * The quickest way from the end of a lane to the end of another: the lanes after `from`, `to` last.
 * At least one lane: where both are the same, it is a way round. The A* algorithm over lanes.
 */
export function shortestPath(graph: StreetGraph, from: Lane, to: Lane): readonly Lane[] {
  const cameFrom = new Map<Lane, Lane>();
  const spent = new Map<Lane, number>();
  const done = new Set<Lane>();
  const open = new Queue();
  const visit = (lane: Lane, spentBefore: number) => {
    for (const move of graph.moves(lane)) {
      const seconds = spentBefore + secondsOf(move);
      const known = spent.get(move.to);
      if (known !== undefined && known <= seconds) continue;
      spent.set(move.to, seconds);
      cameFrom.set(move.to, lane);
      open.push({ lane: move.to, seconds: seconds + leastSeconds(move.to, to) });
    }
  };
  visit(from, 0);
  for (let nearest = open.pop(); nearest; nearest = open.pop()) {
    if (nearest.lane === to) return trace(cameFrom, from, to);
    if (done.has(nearest.lane)) continue;
    done.add(nearest.lane);
    visit(nearest.lane, spent.get(nearest.lane) ?? 0);
  }
  throw new Error(`no way from junction ${from.to} to junction ${to.from}`);
}

function leastSeconds(lane: Lane, to: Lane): number {
  const [end, goal] = [lane.line.at(-1), to.line.at(-1)];
  return end && goal ? distanceM(end, goal) / fastestMs : 0;
}

function trace(cameFrom: ReadonlyMap<Lane, Lane>, from: Lane, to: Lane): readonly Lane[] {
  const path = [to];
  for (let lane = cameFrom.get(to); lane && lane !== from; lane = cameFrom.get(lane)) {
    path.push(lane);
  }
  return path.reverse();
}

interface Entry {
  readonly lane: Lane;
  /** What the whole way takes at least when it passes this lane. */
  readonly seconds: number;
}

/** A binary heap, the entry with the fewest seconds first. */
class Queue {
  readonly #heap: Entry[] = [];

  push(entry: Entry): void {
    let at = this.#heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#heap[parent];
      if (!above || above.seconds <= entry.seconds) break;
      this.#heap[at] = above;
      at = parent;
    }
    this.#heap[at] = entry;
  }

  pop(): Entry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry: Entry): void {
    let at = 0;
    for (;;) {
      const child = this.#earlierChild(at);
      const below = this.#heap[child];
      if (!below || below.seconds >= entry.seconds) break;
      this.#heap[at] = below;
      at = child;
    }
    this.#heap[at] = entry;
  }

  #earlierChild(parent: number): number {
    const child = 2 * parent + 1;
    const [left, right] = [this.#heap[child], this.#heap[child + 1]];
    return left && right && right.seconds < left.seconds ? child + 1 : child;
  }
}
