/** 2³² divided by the golden ratio: steps of it spread evenly over 32 bits. */
const goldenStep = 0x9e3779b9;

/** A number of 32 bits for each of a row of numbers, which looks random. */
export function nthHash(seed: number, n: number): number {
  return mix(seed + Math.imul(n, goldenStep));
}

/** Mixes 32 bits so that neighbouring numbers give results that look random (the end of Murmur3). */
function mix(bits: number): number {
  let mixed = bits | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number of 32 bits for a text (FNV-1a, mixed). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
}

/** Numbers from 0 to below 1 that look random and are the same for the same seed, on every machine. */
export function seededRandom(seed: string): () => number {
  return randomFrom(hashOf(seed));
}

/** The same, from a number of 32 bits. */
export function randomFrom(start: number): () => number {
  let count = 0;
  return () => nthHash(start, ++count) / 2 ** 32;
}
