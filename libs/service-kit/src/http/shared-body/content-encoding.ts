/** The forms in which a body is sent, the shortest first. */
const contentEncodings = ['br', 'gzip', 'identity'] as const;
export type ContentEncoding = (typeof contentEncodings)[number];

/** A client that sends longer headers than any browser does gets no compressed form. */
const longestHeader = 200;

/** Headers are few and repeat: what they mean is worked out once. */
const mostKnown = 100;
const known = new Map<string, ContentEncoding>();

/**
 * The form that a client wants by its `Accept-Encoding` (RFC 9110, 12.5.3): of those with the highest weight the
 * shortest. As it is, if it accepts none of ours or says nothing.
 */
export function chooseEncoding(accepted: string | undefined): ContentEncoding {
  if (accepted === undefined || accepted.length > longestHeader) return 'identity';
  const found = known.get(accepted);
  if (found) return found;
  const chosen = readAccepted(accepted);
  if (known.size < mostKnown) known.set(accepted, chosen);
  return chosen;
}

function readAccepted(accepted: string): ContentEncoding {
  const weights = new Map<string, number>();
  for (const part of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
    if (name !== '') weights.set(name === 'x-gzip' ? 'gzip' : name, weightOf(weight));
  }
  const weightFor = (encoding: ContentEncoding): number =>
    // Of two with the same weight the shorter one; identity counts only if it is named or nothing else is left.
    weights.get(encoding) ?? (encoding === 'identity' ? Number.MIN_VALUE : (weights.get('*') ?? 0));
  const best = contentEncodings.reduce((one, other) =>
    weightFor(other) > weightFor(one) ? other : one,
  );
  return weightFor(best) > 0 ? best : 'identity';
}

function weightOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const weight = Number(text);
  return weight >= 0 && weight <= 1 ? weight : 0;
}
