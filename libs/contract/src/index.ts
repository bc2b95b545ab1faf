export { decodeLiveFrame, LiveFrameError } from './live/decode-live-frame.ts';
export { encodeLiveFrame, type LiveFrameContent } from './live/encode-live-frame.ts';
export {
  fleetAt,
  fleetExtent,
  fleetFrame,
  fleetRange,
  framePlace,
  pastPosition,
  type FleetAt,
  type FleetExtent,
  type FleetFrame,
  type FleetRange,
  type FramePlace,
  type PastPosition,
} from './past/fleet-past.ts';
export {
  countFrames,
  fleetAtQuery,
  fleetRangeQuery,
  maxFleetFrames,
  maxFleetPlaces,
  type FleetAtQuery,
  type FleetRangeQuery,
} from './past/fleet-query.ts';
export { vehicleStop, type VehicleStop } from './past/vehicle-stop.ts';
export { stoppedMph } from './positions/stopped-mph.ts';
export { fleetUpdate, type FleetUpdate } from './positions/fleet-update.ts';
export { labelledDetails, labelledPosition } from './positions/labelled-position.ts';
export { defaultHistoryLimit, maxHistoryLimit } from './past/history-limits.ts';
export {
  historyQuery,
  openHistoryQuery,
  trackerHistoryQuery,
  vehiclesQuery,
  forgetQuery,
  forgottenAnswer,
  type ForgetQuery,
  type HistoryQuery,
  type OpenHistoryQuery,
  type TrackerHistoryQuery,
  type VehiclesQuery,
} from './past/history-query.ts';
export { answerFormHeader } from './answer-form.ts';
export { instant, parseInstant } from './instant.ts';
export { frameShown, mostShownMs, type FrameShown } from './live/frame-shown.ts';
export { lateFixes, type LateFixes } from './live/late-fixes.ts';
export {
  decodeAnnouncement,
  encodeAnnouncement,
  type DecodedAnnouncement,
} from './live/live-announcement-codec.ts';
export type { LiveAnnouncement } from './live/live-announcement.ts';
export {
  liveSocketPath,
  type LiveEvents,
  type LiveGreeting,
  type LiveRequests,
  type LiveSource,
} from './live/live-events.ts';
export {
  liveFrameVehicleBytes,
  liveFrameVersion,
  timeAt,
  type LiveColumns,
  type LiveFrame,
  type LiveFrameKind,
} from './live/live-frame.ts';
export {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  degreesOf,
  headingOf,
  maxCodedSpeed,
  speedOf,
} from './live/live-frame-units.ts';
export { liveView, maxWatched, type LiveView } from './live/live-view.ts';
export { readNumber, type FieldKind, type FieldValue } from './reports/field-kinds.ts';
export { parseReportJson, type ParsedJson } from './reports/parse-report-json.ts';
export type { PositionReport } from './reports/position-report.ts';
export { readReport, type NoReport, type ReadReport } from './reports/read-report.ts';
export { readReportTime } from './reports/report-time.ts';
export { makeProblem, problem, problemMediaType, problemType, type Problem } from './problem.ts';
export { refusalCauses, type Refusal, type RefusalCause } from './reports/refusal.ts';
export {
  decodeReports,
  encodeReports,
  maxReportsPerMessage,
  type DecodedReports,
  type IgnoredFields,
  type UnreadableReport,
} from './reports/report-codec.ts';
export {
  attributeLimits,
  attributesAnswer,
  longestAttributes,
  readAttributes,
  type Attributes,
  type AttributesText,
  type AttributeValue,
  type ReadAttributes,
} from './reports/attributes.ts';
export {
  answeredFieldNames,
  detailFieldNames,
  optionalFieldNames,
  pickAnswered,
  pickMeasurements,
  reportFieldNames,
  reportFields,
  withFields,
  type AnsweredField,
  type DetailField,
  type Measurements,
  type OptionalField,
  type OptionalFields,
  type ReportField,
} from './reports/report-fields.ts';
export { vehicleName } from './reports/vehicle-name.ts';
export { correctWeekRollover, earliestReportTime } from './reports/week-rollover.ts';
export {
  fixDoubts,
  historyPosition,
  trackPoint,
  vehicleDetails,
  vehiclePosition,
  type HistoryPosition,
  type TrackPoint,
  type VehicleDetails,
  type VehiclePosition,
} from './positions/vehicle-position.ts';
