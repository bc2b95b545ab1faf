import {
  brokerUrl,
  connectionUrl,
  duration,
  flag,
  portOrOff,
  serviceSettings,
  wholeNumber,
} from '@fleetman/service-kit';
import * as z from 'zod';
import type { AllowedOrigins } from './live/allowed-origins.ts';
import { oidcSettings } from './session/oidc/oidc-settings.ts';
import { loginKinds } from './session/session-info.ts';

const originsHint = 'expected * or origins like https://fleet.example, separated by commas';

/** `*` for every site, else the origins whose pages may read the fleet besides our own page. */
const origins = z.string().transform((text, context): AllowedOrigins => {
  if (text === '*') return text;
  const listed = text.split(',').map((origin) => origin.trim());
  const given = listed.filter((origin) => origin !== '');
  // An origin has neither path nor slash at its end; a browser would never match such an entry.
  if (given.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) {
    return given;
  }
  context.addIssue({ code: 'custom', message: originsHint });
  return z.NEVER;
});

/** A password in the address would end up in messages, and `fetch` refuses it. */
const serviceUrl = connectionUrl('http:', 'https:').refine(
  (text) => !URL.canParse(text) || new URL(text).username === '',
  'expected a URL without user and password',
);

const shortestSecret = 32;
const secretHint = `expected ${shortestSecret} characters or more that nobody can guess, like those of: openssl rand -base64 32`;

const settings = z.object({
  ...serviceSettings({ port: 8080 }),
  TRACKER_URL: serviceUrl.default('http://localhost:8090'),
  /** How long the tracker may take for an answer. */
  TRACKER_TIMEOUT: duration
    .refine((ms) => ms >= 1 && ms <= 60_000, 'expected 1ms to 60s')
    .prefault('3s'),
  /** Where the tracker publishes movements; without it they are asked for once a second. */
  LIVE_URL: brokerUrl.optional(),
  /** Sites besides our own whose pages may read REST and socket. */
  CORS_ORIGINS: origins.prefault(''),
  /** REST requests a minute from one client; 0 for no limit. */
  RATE_LIMIT: wholeNumber(0, 1_000_000).prefault('1200'),
  /** Sockets that may be open at once. */
  MAX_CLIENTS: wholeNumber(1, 100_000).prefault('5000'),
  /** Of these, sockets from one address: a classroom behind one router has a few dozen. */
  MAX_CLIENTS_PER_ADDRESS: wholeNumber(1, 100_000).prefault('250'),
  /** Questions about the past that may be open at once. */
  MAX_PAST_QUESTIONS: wholeNumber(1, 100_000).prefault('200'),
  /** Of these, questions from one address. */
  MAX_PAST_QUESTIONS_PER_ADDRESS: wholeNumber(1, 100_000).prefault('100'),
  /** Vehicles kept in memory, for new clients and for a tracker that is away. */
  MAX_VEHICLES: wholeNumber(1, 1_000_000).prefault('100000'),
  /** Whether a history without a limit is answered whole, as the Java gateway does. */
  WHOLE_HISTORIES: flag.prefault('0'),
  /** Whether browsers reach the gateway over TLS only. */
  TLS: flag.prefault('0'),
  /** How people log in; off: everybody who reaches the gateway sees the fleet. */
  LOGIN: z.enum(loginKinds, `expected one of ${loginKinds.join(', ')}`).default('off'),
  /** Seals the sessions of those who log in: all replicas have the same, and another one ends all sessions. */
  SESSION_SECRET: z.string().min(shortestSecret, secretHint).optional(),
  ...oidcSettings,
  /** Where the fleet-registry is, which knows vehicles, people and shares. */
  REGISTRY_URL: serviceUrl.optional(),
  /** Where devices deliver, as seen from outside, if that is not the page's own address. */
  DEVICES_URL: serviceUrl.optional(),
  /** Where the receiver has Teltonika trackers connect, as seen from outside; undefined if nowhere. */
  TELTONIKA_PORT: portOrOff.prefault('5027'),
});

/** What is needed where people log in. */
const needsOfLogin = {
  SESSION_SECRET: secretHint,
  REGISTRY_URL: 'expected the address of a fleet-registry',
};

const needsOfOidc = {
  PAGE_URL: 'expected the address at which people open the page',
  OIDC_ISSUER: 'expected the address of the identity provider',
  OIDC_CLIENT_ID: 'expected the name by which the identity provider knows Fleetman',
};

/** The gateway's settings, from environment variables. */
export const gatewayConfig = settings.superRefine((config, context) => {
  if (config.LOGIN === 'off') return;
  const needs = { ...needsOfLogin, ...(config.LOGIN === 'oidc' && needsOfOidc) };
  for (const [name, hint] of Object.entries(needs)) {
    // These are names of settings.
    if (config[name as keyof typeof config] !== undefined) continue;
    const message = `${hint}, since LOGIN is ${config.LOGIN}`;
    context.addIssue({ code: 'custom', path: [name], message });
  }
});
export type GatewayConfig = z.infer<typeof gatewayConfig>;
