/** The Node packages: ESM as in production, TypeScript by swc (types are checked by `tsc -b`). */
export default {
  displayName: 'node',
  testMatch: [
    '<rootDir>/{libs,services,data}/**/src/**/*.spec.ts',
    '<rootDir>/embedded/src/*.spec.ts',
    '<rootDir>/fuzz/src/*.spec.ts',
    '<rootDir>/faults/src/**/*.spec.ts',
    '<rootDir>/bench/src/**/*.spec.ts',
    '<rootDir>/k8s/tests/src/**/*.spec.ts',
  ],
  testEnvironmentOptions: { customExportConditions: ['@fleetman/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          keepClassNames: true,
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
