/** Until when the link to one vehicle counts that this browser has; index.html reads it before anything is known. */
const rememberedEnd = 'fleetman.shared-until';

/** Leaves out of the page what is of no use with one vehicle, also when the page is loaded the next time. */
export function markShare(document: Document, share: { readonly until: string } | undefined): void {
  document.documentElement.toggleAttribute('data-shared', share !== undefined);
  try {
    const storage = document.defaultView?.localStorage;
    if (share) storage?.setItem(rememberedEnd, share.until);
    else storage?.removeItem(rememberedEnd);
  } catch {
    // A browser that forbids storage throws: then the list is seen for a moment.
  }
}
