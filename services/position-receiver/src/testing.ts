export { FakeTrackerUnit } from './testing/fake-tracker-unit.ts';
export { loginOf, packetOf, type TeltonikaRecord } from './testing/teltonika-packets.ts';
