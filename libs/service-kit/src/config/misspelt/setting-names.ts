/**
 * Every variable that a Fleetman process reads, or the page's container. A setting of another service
 * is no misspelling: one file of variables may serve them all. A test of the embedded process, which
 * knows all services, holds that none is missing.
 */
export const settingNames: readonly string[] = [
  // Of every service.
  ...['PORT', 'HOST', 'LOG_LEVEL', 'LOG_FORMAT', 'DRAIN_DELAY', 'TRUST_PROXY'],
  'METRICS_PORT',
  // Of every service, by the names of OpenTelemetry; those in the last line are read by its SDK.
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES'],
  ...['OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG', 'OTEL_BSP_SCHEDULE_DELAY'],
  ...['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_CERTIFICATE'],
  // Where the others are.
  ...['SPRING_PROFILES_ACTIVE', 'QUEUE_URL', 'LIVE_URL', 'STORE_URL', 'TRACKER_URL'],
  'QUEUE_PARTITIONS',
  // position-simulator
  ...['TRACKS', 'VEHICLES', 'REPORT_INTERVAL', 'SEED', 'NOISE', 'BACKFILL', 'BUFFER_SIZE'],
  ...['REPORTS_PER_MESSAGE', 'MESSAGE_FORMAT', 'PUBLISH_TIMEOUT'],
  // position-tracker
  ...['BATCH_SIZE', 'PREFETCH', 'HISTORY_RETENTION', 'HISTORY_MAX_POSITIONS', 'MAX_VEHICLES'],
  'HISTORY_MAX_MEGABYTES',
  ...['DEAD_LETTERS_MAX', 'DEAD_LETTERS_MAX_AGE'],
  ...['FUTURE_TOLERANCE', 'MAX_SPEED', 'MAX_INACCURACY', 'TIME_FORMAT'],
  // position-receiver
  ...['DEVICES_FILE', 'TELTONIKA_PORT', 'TELTONIKA_HOST', 'MAX_DEVICE_CONNECTIONS'],
  ...['KEY_RATE_LIMIT', 'BRIDGE_RATE_LIMIT', 'UNKNOWN_KEY_LIMIT'],
  // fleet-registry
  ...['REGISTRY_STORE_URL', 'AUDIT_RETENTION', 'AUDIT_MAX'],
  // api-gateway
  ...['TRACKER_TIMEOUT', 'CORS_ORIGINS', 'RATE_LIMIT', 'MAX_CLIENTS', 'MAX_CLIENTS_PER_ADDRESS'],
  ...['MAX_PAST_QUESTIONS', 'MAX_PAST_QUESTIONS_PER_ADDRESS', 'WHOLE_HISTORIES', 'TLS'],
  ...['LOGIN', 'SESSION_SECRET', 'REGISTRY_URL', 'DEVICES_URL', 'PAGE_URL'],
  ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_SCOPES'],
  ...['OIDC_ROLE_CLAIM', 'OIDC_ROLES', 'OIDC_GROUP_CLAIM'],
  // webapp, and the embedded process
  ...['MAP_STYLE', 'BASE_MAP', 'STALE_AFTER', 'SILENT_AFTER', 'RELEASE', 'GATEWAY_URL'],
  ...['PATH_PREFIX', 'DATA', 'SIMULATOR'],
];

/** Names by which other systems call what is a setting here; no misspelling leads to them. */
export const otherNames: ReadonlyMap<string, string> = new Map([
  ...['MONGO_URL', 'MONGO_URI', 'MONGODB_URL', 'MONGODB_URI', 'DATABASE_URL'].map(toStore),
  ...['SPRING_DATA_MONGODB_URI', 'SPRING_DATA_MONGODB_HOST'].map(toStore),
  ...['AMQP_URL', 'RABBITMQ_URL', 'STOMP_URL', 'ACTIVEMQ_URL', 'BROKER_URL'].map(toQueue),
  ...['SPRING_ACTIVEMQ_BROKER_URL', 'SPRING_RABBITMQ_HOST'].map(toQueue),
]);

function toStore(name: string): [string, string] {
  return [name, 'STORE_URL'];
}

function toQueue(name: string): [string, string] {
  return [name, 'QUEUE_URL'];
}
