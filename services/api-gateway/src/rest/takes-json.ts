import { ApiBody } from '@nestjs/swagger';
import * as z from 'zod';

/** Says in the OpenAPI document what a route takes that reads its body by itself. */
export function TakesJson(schema: z.ZodType): MethodDecorator {
  // Both speak of JSON Schema, in types of their own.
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as object;
  return ApiBody({ schema: described });
}
