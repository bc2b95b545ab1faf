/**
 * What comes when the map stands. One file: each script that is loaded by itself parts what it shares
 * with the page's beginning into more files.
 */
export { LaterParts } from './later-parts';
export { HistoryView } from './history/view/history-view';
export { AddressKeeper } from './page-link/address-keeper';
export { ShareButton } from './page-link/share-button';
