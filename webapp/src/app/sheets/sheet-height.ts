/** How much of its screen a sheet takes: only its handle, about half, or nearly all. */
export type SheetHeight = 'closed' | 'half' | 'full';
