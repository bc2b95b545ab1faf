/** The variable by which the Java system, and the course's manifests, say where the parts are. */
export const springProfiles = 'SPRING_PROFILES_ACTIVE';

/** The addresses of one place that the services run at; passwords are the development ones. */
interface Place {
  readonly activemq: string;
  readonly rabbitmq: string;
  readonly tracker: string;
  readonly store: string;
}

/** Short names, which any namespace and any Compose network resolves to its own. */
const byServiceName: Place = {
  activemq: 'stomp://admin:admin@fleetman-queue:61613',
  // Not told which service asks: this user may deliver, as the simulator, and take.
  rabbitmq: 'amqp://tracker:fleetman-development@fleetman-queue:5672',
  tracker: 'http://fleetman-position-tracker:8080',
  store: 'mongodb://fleetman-mongodb:27017',
};

/**
 * The course's Service opens the port 61616 of its queue alone, on which the image `fleetman-queue` takes
 * STOMP as well.
 */
const inTheCourse: Place = {
  ...byServiceName,
  activemq: 'stomp://admin:admin@fleetman-queue:61616',
};

const onThisMachine: Place = {
  activemq: 'stomp://admin:admin@localhost:61613',
  rabbitmq: 'amqp://localhost',
  tracker: 'http://localhost:8090',
  store: 'mongodb://localhost:27017',
};

/**
 * How the Java services answer: the tracker's times in their own form, which is all that the Java gateway
 * reads; a gateway that any page may ask, and that a classroom of 25 polling pages does not wear out,
 * and that answers a history whole.
 */
const asTheJavaSystem = {
  TIME_FORMAT: 'java',
  CORS_ORIGINS: '*',
  RATE_LIMIT: '6000',
  WHOLE_HISTORIES: '1',
} as const;

const places = new Map([
  ['production-microservice', inTheCourse],
  ['local-microservice', byServiceName],
  ['localhost', onThisMachine],
]);

/** Not of the Java system: beside a place, or alone, it says that the broker there is a RabbitMQ. */
const withRabbitMq = 'rabbitmq';

const known = [...places.keys(), withRabbitMq];

/** What a list of profiles presets, or what is wrong with it. */
export type ProfilePresets =
  { readonly presets: Record<string, string> } | { readonly problem: string };

/**
 * The variables that a list of profiles stands for, separated by commas; of two places the last counts.
 * There is no `LIVE_URL` among them, so that a gateway asks its tracker, which may be the Java system's and
 * feed nothing.
 */
export function readProfiles(list: string): ProfilePresets {
  const names = list.split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  if (!given.every((name) => known.includes(name))) {
    const expected = `expected ${known.join(', ')}, or several of these separated by commas`;
    return { problem: `${springProfiles}: "${list}" given, ${expected}` };
  }
  const { activemq, rabbitmq, tracker, store } =
    given.flatMap((name) => places.get(name) ?? []).at(-1) ?? inTheCourse;
  const queue = given.includes(withRabbitMq)
    ? { QUEUE_URL: rabbitmq }
    : { QUEUE_URL: activemq, MESSAGE_FORMAT: 'map-message' };
  return { presets: { ...queue, TRACKER_URL: tracker, STORE_URL: store, ...asTheJavaSystem } };
}
