/** Who may import whom: the layers of ARCHITECTURE.md, as rules. */
const production = '\\.(spec|contract)\\.ts$';

/** The parts of the page, lowest floor first; `app.ts` above them composes it, `testing/` is for specs. */
const pageFloors = [
  ['settings/'],
  ['loading/'],
  ['session/'],
  ['geo/', 'sheets/'],
  ['places/'],
  ['vehicle/'],
  ['fleet/'],
  ['map/'],
  ['history/'],
  ['desk/'],
  ['shortcuts/'],
  ['fleet-map/', 'vehicle-panel/', 'page-header/', 'page-link/'],
];
/** The files of a folder itself, beside its rooms. */
const itself = '[^/]+$';
const floorsOfRooms = {
  'fleet/': [[itself], ['sources/', 'list/']],
  'map/': [
    ['cover/'],
    ['engine/'],
    ['base-map/'],
    ['glides/'],
    ['crowds/'],
    ['names/'],
    ['vehicle-canvas/'],
    ['tracks/', 'legend/', 'scale/'],
    [itself],
  ],
  'desk/': [
    [itself],
    ['frame/'],
    ['devices/'],
    ['add-vehicle/', 'people/', 'shares/', 'account/'],
    ['arrivals/', 'tokens/', 'audit/'],
    ['vehicles/'],
    ['host/'],
  ],
  'history/': [['past/'], ['time-machine/'], ['view/'], ['day-sheet/'], ['panel/'], ['time-bar/']],
};

const page = '^webapp/src/app/';
const pageTests = `${page}testing/`;

/** One rule a floor: a room imports from the floors below its own, and not from its neighbours. */
const floorRules = (folder, floors) =>
  floors.map((rooms, floor) => {
    const own = rooms.length > 1 ? '$1' : rooms[0];
    const allowed = [own, ...floors.slice(0, floor).flat()].join('|');
    const name = rooms
      .map((room) => (room === itself ? 'itself' : room.replace('/', '')))
      .join('-and-');
    return {
      name: `page-${folder.replace('/', '-')}${name}-knows-lower-floors-only`,
      severity: 'error',
      from: { path: `${page}${folder}(${rooms.join('|')})` },
      to: {
        path: `${page}${folder}`,
        pathNot: [`${page}${folder}(${allowed})`, pageTests],
      },
    };
  });

/** A room without a floor could import what it likes. */
const roomsHaveFloors = (folder, floors) => ({
  name: `page-${folder.replace('/', '-')}rooms-have-a-floor`,
  comment: 'A new room is named in the floors of `.dependency-cruiser.js`.',
  severity: 'error',
  from: {
    path: `${page}${folder}[^/]+/`,
    pathNot: [`${page}${folder}(${floors.flat().join('|')})`, pageTests],
  },
  to: {},
});

const pageRules = [['', pageFloors], ...Object.entries(floorsOfRooms)].flatMap(
  ([folder, floors]) => [...floorRules(folder, floors), roomsHaveFloors(folder, floors)],
);

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'libs-know-no-services',
      comment: 'A library is below the services: it can be read without them.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|embedded|webapp|e2e|bench|data)/' },
    },
    {
      name: 'services-are-strangers',
      comment: 'Services meet over the queue, the live feed and REST only.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'gateway-routes-ask-through-a-visibility',
      comment: 'What somebody may see is decided in `visibility/` only.',
      severity: 'error',
      from: { path: '^services/api-gateway/src/rest/', pathNot: production },
      to: {
        path: '^services/api-gateway/src/(tracker/.*client|fleet/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'toolkit-knows-nothing',
      comment: 'It is below everything, and loaded in a browser.',
      severity: 'error',
      from: { path: '^libs/toolkit/src/', pathNot: `${production}|/testing/` },
      to: { pathNot: '^libs/toolkit/src/' },
    },
    {
      name: 'contract-knows-the-toolkit-only',
      severity: 'error',
      from: { path: '^libs/contract/' },
      to: { path: '^libs/', pathNot: '^libs/(contract|toolkit)/' },
    },
    {
      name: 'webapp-knows-contract-motion-and-toolkit-only',
      severity: 'error',
      from: { path: '^webapp/' },
      to: {
        path: '^(libs|services|embedded|data)/',
        pathNot: '^libs/(contract|motion|toolkit)/',
      },
    },
    ...pageRules,
    {
      name: 'page-knows-its-tests-in-specs-only',
      severity: 'error',
      from: { path: page, pathNot: `${production}|/testing/` },
      to: { path: '^webapp/.*/testing/' },
    },
    {
      name: 'contract-is-pure',
      comment: 'It is loaded in a browser.',
      severity: 'error',
      from: { path: '^libs/contract/src/', pathNot: production },
      to: { dependencyTypes: ['core', 'npm'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'motion-is-pure',
      comment: 'It is loaded in a browser, and says the same wherever it runs.',
      severity: 'error',
      from: { path: '^libs/motion/src/', pathNot: production },
      to: { pathNot: '^libs/motion/src/' },
    },
    {
      name: 'messaging-knows-no-nest',
      severity: 'error',
      from: { path: '^libs/messaging/src/', pathNot: production },
      to: { path: 'node_modules/@nestjs' },
    },
    {
      name: 'tracing-alone-knows-opentelemetry',
      comment:
        'All others record spans by the port, which costs nothing while there is no collector.',
      severity: 'error',
      from: { pathNot: '^libs/tracing/src/otlp/' },
      to: { path: 'node_modules/@opentelemetry' },
    },
    {
      name: 'opentelemetry-is-loaded-when-needed',
      comment: 'Only a process that was given a collector loads the SDK.',
      severity: 'error',
      from: { pathNot: '^libs/tracing/src/(otlp|testing)/|\\.spec\\.ts$' },
      to: { path: '^libs/tracing/src/otlp/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'tracing-knows-the-toolkit-only',
      severity: 'error',
      from: { path: '^libs/tracing/' },
      to: { path: '^(libs|services)/', pathNot: '^libs/(tracing|toolkit)/' },
    },
    {
      name: 'driving-knows-no-files',
      comment:
        'How a track is driven does not depend on where it was read from, nor on who reports it.',
      severity: 'error',
      from: { path: '^services/position-simulator/src/drive/', pathNot: production },
      to: {
        path: '^services/position-simulator/src/',
        pathNot: '^services/position-simulator/src/drive/',
      },
    },
    {
      name: 'protocols-know-the-contract-only',
      comment: 'How a device writes a fix does not depend on whose it is, nor on how it came.',
      severity: 'error',
      from: { path: '^services/position-receiver/src/protocols/', pathNot: production },
      to: { pathNot: '^(services/position-receiver/src/protocols|libs/contract)/' },
    },
    {
      name: 'intake-knows-no-network',
      comment: 'What is taken over, and whether, is the same over HTTP and TCP.',
      severity: 'error',
      from: {
        path: '^services/position-receiver/src/(intake|directory|limits)/',
        pathNot: production,
      },
      to: { path: '^services/position-receiver/src/(http|tcp)/' },
    },
    {
      name: 'no-tests-in-production',
      severity: 'error',
      from: { pathNot: production },
      to: { path: production },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.angular|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['@fleetman/source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
