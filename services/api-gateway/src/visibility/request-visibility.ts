import type { IncomingMessage } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Visibility } from './visibility.ts';

const visibilities = new WeakMap<IncomingMessage, Visibility>();

/** From now on a request sees this. */
export function letSee(request: IncomingMessage, visibility: Visibility): void {
  visibilities.set(request, visibility);
}

/** What a request may see: nothing, if nobody has said more. */
function visibilityOf(request: IncomingMessage): Visibility {
  return visibilities.get(request) ?? Visibility.nothing;
}

/** A route's parameter: what the request may see. */
export const Seen = createParamDecorator((_: unknown, context: ExecutionContext): Visibility =>
  visibilityOf(context.switchToHttp().getRequest<IncomingMessage>()),
);
