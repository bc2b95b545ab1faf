import presets from 'jest-preset-angular/presets/index.js';

/** The page's specs, in jsdom without zone.js. */
export default {
  ...presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  displayName: 'webapp',
  rootDir: import.meta.dirname,
  setupFilesAfterEnv: ['<rootDir>/setup-jest.ts'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: {
    customExportConditions: ['@fleetman/source', 'browser', 'import', 'default'],
  },
};
