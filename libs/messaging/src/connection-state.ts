/** Whether an adapter can do its job now and, when it cannot, why: one sentence for a person. */
export type ConnectionState =
  { readonly connected: true } | { readonly connected: false; readonly reason: string };
