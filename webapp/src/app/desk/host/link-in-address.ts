/** What a link behind the `#` of the address is for. */
export interface LinkInAddress {
  /** `link`: it sets a password once; `share`: it shows one vehicle. */
  readonly kind: 'link' | 'share';
  readonly token: string;
}

/** Reads `#/link/TOKEN` and `#/share/TOKEN`; `undefined` for any other address. */
export function linkInAddress(hash: string): LinkInAddress | undefined {
  const [, kind, token] = /^#\/(link|share)\/([\w-]{16,128})$/.exec(hash) ?? [];
  if (token === undefined) return undefined;
  return { kind: kind === 'link' ? 'link' : 'share', token };
}
