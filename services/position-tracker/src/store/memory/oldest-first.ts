/** Something that has an age, and remembers where it stands among others. */
export interface Aged {
  /** Smaller is older. */
  readonly age: number;
  /** Decides between equal ages, so that the order never depends on history. */
  readonly name: string;
  /** Kept by {@link OldestFirst}; -1 while outside. */
  place: number;
}

/** A binary heap that knows the oldest of many members while their ages change. */
export class OldestFirst<T extends Aged> {
  readonly #members: T[] = [];

  /** The oldest; `undefined` while empty. */
  get oldest(): T | undefined {
    return this.#members[0];
  }

  /** Takes a new member in, or moves one whose age changed; O(log n). */
  settle(member: T): void {
    if (member.place < 0) member.place = this.#members.push(member) - 1;
    this.#rise(member);
    this.#sink(member);
  }

  /** Lets a member go; O(log n). */
  remove(member: T): void {
    const last = this.#members.pop();
    if (last && last !== member) {
      this.#put(last, member.place);
      this.settle(last);
    }
    member.place = -1;
  }

  #rise(member: T): void {
    for (;;) {
      const parent = this.#members[(member.place - 1) >> 1];
      if (member.place === 0 || !parent || !isOlder(member, parent)) return;
      this.#swap(member, parent);
    }
  }

  #sink(member: T): void {
    for (;;) {
      const left = this.#members[2 * member.place + 1];
      const right = this.#members[2 * member.place + 2];
      const child = left && right && isOlder(right, left) ? right : left;
      if (!child || !isOlder(child, member)) return;
      this.#swap(child, member);
    }
  }

  #swap(one: T, other: T): void {
    const place = one.place;
    this.#put(one, other.place);
    this.#put(other, place);
  }

  #put(member: T, place: number): void {
    this.#members[place] = member;
    member.place = place;
  }
}

function isOlder(one: Aged, other: Aged): boolean {
  return one.age < other.age || (one.age === other.age && one.name < other.name);
}
