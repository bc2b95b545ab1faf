import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { FleetmanError } from '../errors.ts';

/**
 * Checks what a route takes against the schema in its decorator, as Nest's own
 * `StandardSchemaValidationPipe` does, but says in the error what was given.
 */
export class DescribingValidationPipe implements PipeTransform {
  async transform(value: unknown, { schema }: ArgumentMetadata): Promise<unknown> {
    if (!schema) return value;
    const result = await schema['~standard'].validate(value);
    if (!result.issues) return result.value;
    const clauses = result.issues.map(({ path = [], message }) => {
      const keys = path.map((part) => (typeof part === 'object' ? part.key : part));
      return `${keys.join('.') || 'request'}: ${describe(valueAt(value, keys), keys)}, ${message}`;
    });
    throw new FleetmanError('query-invalid', clauses.join('; '));
  }
}

function valueAt(value: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      // Only to look up what a schema complains of, whatever its shape.
      typeof inner === 'object' && inner !== null
        ? (inner as Record<PropertyKey, unknown>)[key]
        : inner,
    value,
  );
}

/** Fields whose values an answer does not repeat: a proxy or a browser's tools may keep it. */
const secretFields: readonly unknown[] = ['password', 'old', 'new', 'token', 'key'];

function describe(value: unknown, [field]: readonly PropertyKey[]): string {
  if (value !== undefined && secretFields.includes(field)) return 'something else given';
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing given' : `${text.slice(0, 120)} given`;
}
