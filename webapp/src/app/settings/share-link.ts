/** What became of a link: it was copied, handed to another program, or neither. */
export type Shared = 'copied' | 'handed-on' | 'failed';

/** The parts of a browser that a link can be copied with; over plain HTTP there is no clipboard. */
export interface Sharing {
  readonly clipboard?: Pick<Clipboard, 'writeText'> | undefined;
  /** The system's own menu, as phones have it. */
  readonly share?: ((data: { readonly url: string }) => Promise<void>) | undefined;
  /** Selects the text and copies it, as pages did before there was a clipboard; whether that worked. */
  readonly copySelected: (text: string) => boolean;
}

/** Copies the link by the first way that this browser has. Never rejects. */
export async function shareLink(url: string, sharing: Sharing): Promise<Shared> {
  const { clipboard, share, copySelected } = sharing;
  if (clipboard && (await works(clipboard.writeText(url)))) return 'copied';
  if (copySelected(url)) return 'copied';
  if (share && (await works(share({ url })))) return 'handed-on';
  return 'failed';
}

function works(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}

/** {@link Sharing.copySelected} of this document. */
export function copySelected(document: Document, text: string): boolean {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.className = 'hidden';
  document.body.append(field);
  field.select();
  try {
    // Deprecated, and all there is without a clipboard.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
