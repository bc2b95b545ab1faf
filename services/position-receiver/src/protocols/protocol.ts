import type { OptionalFields } from '@fleetman/contract';
import type { DeviceMessage } from './reading/device-message.ts';

/** Where a device was and when, before it is known which vehicle holds the device. WGS84 degrees. */
export interface DeviceFix extends OptionalFields {
  readonly lat: number;
  readonly lng: number;
  readonly time: Date;
  /** The name that the device has for itself; absent if it says none. */
  readonly device?: string | undefined;
}

/** What a message holds: good fixes in their order, and a sentence for each part that is none. */
export interface DecodedMessage {
  readonly fixes: readonly DeviceFix[];
  /** One sentence each: what was given and what was expected. */
  readonly problems: readonly string[];
  /** How many of the fixes lost attributes: too many, too long, or of a type that is not kept. */
  readonly cut?: number;
}

/** What an app has to be answered, or it sends the same again. */
export interface ProtocolAnswer {
  readonly type: 'text/plain' | 'application/json';
  readonly body: string;
}

/**
 * How one kind of app writes fixes into an HTTP request. A new protocol is a file with one of these beside,
 * and its entry in `http-protocols.ts`.
 */
export interface HttpProtocol {
  /** Whether a message has the shape that this protocol's have; for addresses that name no app. */
  recognises(message: DeviceMessage): boolean;
  /** Never throws. A message that only says that the device lives holds neither fixes nor problems. */
  decode(message: DeviceMessage): DecodedMessage;
  /** The body of the answer once all good fixes of the message are published. */
  answer(decoded: DecodedMessage): ProtocolAnswer;
}

/** A message that holds nothing to publish and nothing that is wrong. */
export const nothing: DecodedMessage = { fixes: [], problems: [] };

/** What apps that look at the status alone are answered. */
export const emptyAnswer: ProtocolAnswer = { type: 'text/plain', body: '' };
