export { decodeLiveFrame, LiveFrameError } from './decode-live-frame.ts';
export { encodeLiveFrame, type LiveFrameContent } from './encode-live-frame.ts';
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
} from './fleet-past.ts';
export {
  countFrames,
  fleetAtQuery,
  fleetRangeQuery,
  maxFleetFrames,
  maxFleetPlaces,
  type FleetAtQuery,
  type FleetRangeQuery,
} from './fleet-query.ts';
export { fleetUpdate, type FleetUpdate } from './fleet-update.ts';
export { defaultHistoryLimit, maxHistoryLimit } from './history-limits.ts';
export {
  historyQuery,
  vehiclesQuery,
  type HistoryQuery,
  type VehiclesQuery,
} from './history-query.ts';
export { instant, parseInstant } from './instant.ts';
export {
  liveSocketPath,
  type LiveEvents,
  type LiveGreeting,
  type LiveRequests,
  type LiveSource,
} from './live-events.ts';
export {
  liveFrameVehicleBytes,
  liveFrameVersion,
  timeAt,
  type LiveColumns,
  type LiveFrame,
  type LiveFrameKind,
} from './live-frame.ts';
export {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  degreesOf,
  headingOf,
  maxCodedSpeed,
  speedOf,
} from './live-frame-units.ts';
export { liveView, type LiveView } from './live-view.ts';
export { earliestReportTime, positionReport, type PositionReport } from './position-report.ts';
export { problem, problemMediaType, type Problem } from './problem.ts';
export { refusalCauses, type Refusal, type RefusalCause } from './refusal.ts';
export {
  decodeReports,
  encodeReports,
  maxReportsPerMessage,
  type DecodedReports,
  type UnreadableReport,
} from './report-codec.ts';
export { vehicleName } from './vehicle-name.ts';
export {
  historyPosition,
  trackPoint,
  vehiclePosition,
  type HistoryPosition,
  type TrackPoint,
  type VehiclePosition,
} from './vehicle-position.ts';
