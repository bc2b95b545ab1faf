import type { Tracer } from '@fleetman/tracing';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DocumentBuilder } from '@nestjs/swagger';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type * as z from 'zod';
import type { Metrics } from '../watching/metrics.ts';
import type { Readiness } from '../watching/readiness.ts';
import type { ServiceSettings } from '../config/settings.ts';

/** What the process gives a service. Services in one process may share it. */
export interface ServiceHost {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly tracer: Tracer;
}

/** A service: what it is called, what it can be told, and how it is built. */
export interface ServiceDefinition<C extends ServiceSettings> {
  /** In logs and metrics, and the workload's name in a cluster. */
  readonly name: string;
  /** One line for people: the heading of its OpenAPI document. */
  readonly title: string;
  readonly config: z.ZodType<C>;
  /** Whether strangers call it: then it does not take their word that a trace is recorded. */
  readonly isPublic?: boolean;
  /**
   * Sees each request before it is logged, traced or limited: it can take a secret out of the address, or
   * answer itself.
   */
  readonly first?: RequestHandler;
  createModule(config: C, host: ServiceHost): DynamicModule;
  /** Adds what cannot be said in a module, before the service listens. */
  configure?(app: NestExpressApplication, config: C, prefix: string): void;
  /** Adds to its OpenAPI document what no route says, like the ways to log in. */
  describeApi?(about: DocumentBuilder, config: C): DocumentBuilder;
  /** Is asked for what no route answers, before a problem says that there is nothing. */
  readonly fallback?: RequestHandler;
}
