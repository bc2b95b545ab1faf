/** Who may import whom: the layers of ARCHITECTURE.md, as rules. */
const production = '\\.(spec|contract)\\.ts$';

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
      name: 'webapp-knows-the-contract-only',
      severity: 'error',
      from: { path: '^webapp/' },
      to: { path: '^(libs|services|embedded|data)/', pathNot: '^libs/contract/' },
    },
    {
      name: 'contract-is-pure',
      comment: 'It is loaded in a browser.',
      severity: 'error',
      from: { path: '^libs/contract/src/', pathNot: production },
      to: { dependencyTypes: ['core', 'npm'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'messaging-knows-no-nest',
      severity: 'error',
      from: { path: '^libs/messaging/src/', pathNot: production },
      to: { path: 'node_modules/@nestjs' },
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
