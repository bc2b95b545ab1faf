import * as z from 'zod';
import { attributesAnswer } from '../reports/attributes.ts';
import { answeredFieldNames, reportFields, type AnsweredField } from '../reports/report-fields.ts';

const timestamp = z.iso.datetime({ precision: 3 }).describe('ISO 8601 with milliseconds, UTC');
const speed = z.number().nonnegative().nullable().describe('mph; null for a first fix');
const heading = z.number().nullable().describe('degrees clockwise from north; null while unknown');

/** The schema of a field that is answered as it was measured, absent where it was not. */
type AnswerShape = {
  readonly [Name in AnsweredField]: z.ZodOptional<(typeof reportFields)[Name]['answer']>;
};

// The list gives each name the schema that the type says.
const measured = Object.fromEntries(
  answeredFieldNames.map((field) => [field, reportFields[field].answer.optional()]),
) as AnswerShape;

/** What is said of a vehicle's place, now or in the past, in the field order of the Java system. */
export const positionShape = {
  name: z.string(),
  lat: z.number(),
  longitude: z.number(),
  timestamp,
  speed,
};

/**
 * Where a vehicle is: the answer of `GET /vehicles` and the payload of the live feed, in the field
 * order of the Java system. `longitude` in full is its spelling, kept for its clients. What else the
 * vehicle's newest report carried stands beside (see `reportFields`).
 */
export const vehiclePosition = z.object({ ...positionShape, heading, ...measured });
export type VehiclePosition = Readonly<z.infer<typeof vehiclePosition>>;

/** What is said beside on demand: of one vehicle, or of the fixes of a history. */
const attributes = attributesAnswer.optional();

/** The answer of `GET /vehicles/{name}`: what the list says of the vehicle, and what else its device said. */
export const vehicleDetails = vehiclePosition.extend({ attributes });
export type VehicleDetails = Readonly<z.infer<typeof vehicleDetails>>;

/** Why a fix of a history is not believed; see libs/motion. Others may come: each means "not drawn". */
export const fixDoubts = ['void', 'coarse', 'jump', 'ahead'] as const;

/** What our tracker says of a fix of a history beside its place; that of the Java system says nothing. */
const judgement = {
  doubt: z.enum(fixDoubts).optional().describe('why the fix is not believed; absent if it is'),
  standing: z.literal(true).optional().describe('the vehicle stands; absent while it drives'),
  way: z
    .enum(['gap', 'none'])
    .optional()
    .describe(
      'gap: no fix for over 5 min before, the way counts as straight; none: not driven; absent: driven',
    ),
  metres: z
    .number()
    .nonnegative()
    .optional()
    .describe('driven since the fix before in this answer, whatever was left out between them'),
};

/** What is said of a fix if the question names it in `fields`. */
const details = { ...measured, attributes };

/** One fix of a vehicle's history, as the tracker answers it. */
export const historyPosition = z.object({ ...positionShape, ...judgement, ...details });
export type HistoryPosition = Readonly<z.infer<typeof historyPosition>>;

/** One fix of a vehicle's history, as the gateway answers it to front ends. */
export const trackPoint = z.object({
  lat: z.number(),
  lng: z.number(),
  timestamp,
  speed,
  ...judgement,
  ...details,
});
export type TrackPoint = Readonly<z.infer<typeof trackPoint>>;
