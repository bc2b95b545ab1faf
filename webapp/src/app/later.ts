/**
 * What comes when the map stands. One file: each script that is loaded by itself parts what it shares
 * with the page's beginning into more files.
 */
export { TimeBar } from './history/time-bar/time-bar';
export { HistoryView } from './history/view/history-view';
export { UpgradeNotice } from './loading/upgrade-notice';
export { AddressKeeper } from './page-link/address-keeper';
export { LinkNotice } from './page-link/link-notice';
export { ShareButton } from './page-link/share-button';
