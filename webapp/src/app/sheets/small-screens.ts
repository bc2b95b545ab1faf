/**
 * Where list, panel and history are sheets at the bottom: a phone that is held upright. The style sheets
 * say the same in `@media`. A lower screen, as a phone on its side, has them at its left side.
 */
export const phone = '(width < 560px), (width < 760px) and (height >= 500px)';
