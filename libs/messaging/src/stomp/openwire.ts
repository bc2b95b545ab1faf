/**
 * What ActiveMQ sends at once on its other port, 61616: a WIREFORMAT_INFO of OpenWire, four bytes of length,
 * a type (1), and eight bytes of magic (https://activemq.apache.org/openwire-version-2-specification).
 */
const magic = Buffer.from('ActiveMQ');

const [typeAt, magicAt, wireFormatInfo] = [4, 5, 1] as const;

/** Whether a connection begins as one of OpenWire does. */
export function isOpenWire(greeting: Buffer): boolean {
  return (
    greeting[typeAt] === wireFormatInfo &&
    greeting.subarray(magicAt, magicAt + magic.length).equals(magic)
  );
}

/** For a person: what answers there, and what to do. */
export const openWireHint =
  'this is OpenWire, which only Java clients speak; STOMP listens on 61613, if the broker has it: ' +
  'an ActiveMQ whose Service offers only 61616, like the queue of the course, is to be replaced first';
