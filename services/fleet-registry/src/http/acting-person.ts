import { actingPersonHeader } from '@fleetman/contract/registry';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Who acts, as the gateway says: it has checked who that is. */
export const ActingPerson = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const given = context.switchToHttp().getRequest<Request>().header(actingPersonHeader) ?? '';
  return readPerson(given) || 'unknown';
});

/** Reads what is percent-encoded, since a header has no letters beyond ASCII. */
function readPerson(given: string): string {
  try {
    return decodeURIComponent(given).slice(0, 200);
  } catch {
    return '';
  }
}
