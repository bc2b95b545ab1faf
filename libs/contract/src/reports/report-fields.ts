import {
  directionField,
  flagField,
  numberField,
  textField,
  type FieldKind,
  type FieldValue,
} from './field-kinds.ts';
import type { AttributesText } from './attributes.ts';

/**
 * What a report may carry beside vehicle, place and time: **the only list of it**. Types, reading,
 * writing, both stores, backups and answers follow it, so that a new field is one new line here:
 *
 * ```ts
 * cargo: numberField({ unit: 'degrees Celsius', least: -100, most: 200, example: 4.5 }),
 * ```
 *
 * A spelling other than its name goes into `spellings` beside this file.
 */
export const reportFields = {
  /** Over ground, as the device measured it. */
  speed: numberField({ unit: 'm/s', least: 0, most: 1_000, example: 13.9 }),
  /** In which direction the vehicle moved, as the device measured it. */
  heading: directionField(),
  /** How far from the true place the device believes to be at most. */
  accuracy: numberField({ unit: 'metres', least: 0, most: 1_000_000, example: 4.5 }),
  /** Above sea level, as the device measured it. */
  altitude: numberField({ unit: 'metres', least: -500, most: 100_000, example: 31.5 }),
  /** Whether the engine is switched on. */
  ignition: flagField('whether the engine is switched on'),
  /** Of the device itself. */
  battery: numberField({ unit: 'percent', least: 0, most: 100, example: 87.5 }),
  /** Whether the device is plugged in. */
  charging: flagField('whether the device is plugged in'),
  /** What the vehicle has driven in all. */
  odometer: numberField({ unit: 'metres', least: 0, most: 10_000_000_000, example: 123_456.5 }),
  /** How full the tank is. */
  fuel: numberField({ unit: 'percent', least: 0, most: 100, example: 62.5 }),
  /** What the device warns of. */
  alarm: textField('what the device warns of', 'sos'),
};

/** The name of an optional field. */
export type ReportField = keyof typeof reportFields;

/** The names of all optional fields, in their order. */
export const reportFieldNames = Object.keys(reportFields) as readonly ReportField[];

/** Whatever a report may carry beside vehicle, place and time: a field of the list, or all attributes together. */
export type OptionalField = ReportField | 'attributes';

/** The names of all {@link OptionalField}s, in their order: what a store keeps. */
export const optionalFieldNames: readonly OptionalField[] = [...reportFieldNames, 'attributes'];

/** What a position states by rules of its own, from several fixes, instead of as it was measured. */
const derivedFields = ['speed', 'heading'] as const;

function isDerived(name: ReportField): name is (typeof derivedFields)[number] {
  return derivedFields.some((derived) => derived === name);
}

/** The name of a field that is answered as the vehicle's newest fix has it. */
export type AnsweredField = Exclude<ReportField, (typeof derivedFields)[number]>;

/** The names of all {@link AnsweredField}s, in their order. */
export const answeredFieldNames = reportFieldNames.filter(
  (name): name is AnsweredField => !isDerived(name),
);

/** The name of what a history says of each fix if it is asked to. */
export type DetailField = AnsweredField | 'attributes';

/** The names of all {@link DetailField}s, in their order. */
export const detailFieldNames: readonly DetailField[] = [...answeredFieldNames, 'attributes'];

type ValueOf<Field> = Field extends FieldKind<infer Value extends FieldValue> ? Value : never;

/** The fields of the list; one that the device did not measure is absent. */
export type Measurements = {
  readonly [Name in ReportField]?: ValueOf<(typeof reportFields)[Name]> | undefined;
};

/** All that a report may carry beside vehicle, place and time. */
export interface OptionalFields extends Measurements {
  /** What else the device says, see {@link readAttributes}. */
  readonly attributes?: AttributesText | undefined;
}

/** What a position states of a fix as it was measured. */
export function pickAnswered(fix: Measurements): Pick<Measurements, AnsweredField> {
  return pickMeasurements((name) => (isDerived(name) ? undefined : fix[name]));
}

/** The fields of the list that `of` gives a value for; those of which it says `null` are left out. */
export function pickMeasurements(
  of: (name: ReportField) => FieldValue | null | undefined,
): Measurements {
  return withFields({}, reportFieldNames, of);
}

/**
 * An object with those of some optional fields that `of` gives a value for; `null` is none. The object is changed,
 * not copied, since this is done for each fix that is read.
 */
export function withFields<T extends object, Name extends OptionalField>(
  object: T,
  names: readonly Name[],
  of: (name: Name) => FieldValue | null | undefined,
): T & OptionalFields {
  const target: Partial<Record<OptionalField, FieldValue>> = object;
  for (const name of names) {
    const value = of(name);
    if (value !== undefined && value !== null) target[name] = value;
  }
  // The values come from where they were stored as what the list says they are.
  return target as T & OptionalFields;
}
