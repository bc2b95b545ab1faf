export { freePort } from './testing/free-port.ts';
