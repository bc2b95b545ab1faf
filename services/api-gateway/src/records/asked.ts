import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { accessOf, type Access } from '../session/access.ts';

/** A request, who makes it, and where its answer goes. */
export interface Asked {
  readonly access: Access;
  readonly request: Request;
  readonly response: Response;
}

/** A route's parameter: all that the desk needs. The route answers by itself. */
export const WhatIsAsked = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const http = context.switchToHttp();
  const request = http.getRequest<Request>();
  return { access: accessOf(request), request, response: http.getResponse<Response>() };
});
