import eslint from '@eslint/js';
import angular from 'angular-eslint';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Rules that hold in every TypeScript file; CONTRIBUTING.md has them in words. */
const houseRules = {
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 50, skipComments: true }],
  'max-params': ['error', 4],
  'no-console': 'error',
  'no-restricted-syntax': [
    'error',
    {
      // A named import of z defeats tree shaking: 500 kB more in the page's first bundle.
      selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier[imported.name='z']",
      message: "Write import * as z from 'zod'.",
    },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'Only loadConfig reads the environment.' },
    { object: 'it', property: 'only' },
    { object: 'describe', property: 'only' },
    { object: 'test', property: 'only' },
  ],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // Ports are async so that their adapters may be.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // Nest types its options as classes.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
};

const tests = ['**/*.spec.ts', '**/*.contract.ts', 'e2e/**/*.ts', 'bench/**/*.ts'];

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/coverage/', '**/.angular/', '**/public/']),
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: houseRules,
  },
  {
    // One message of 110 kB silenced the tracker for 77 s: no expression may take more than linear time.
    files: ['**/*.{ts,js,mjs}'],
    ignores: [...tests, 'k8s/tests/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
  {
    files: ['webapp/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'fleet', style: 'kebab-case' },
      ],
    },
  },
  {
    files: ['webapp/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    // A describe block is one long function, and a test may read the environment that CI sets.
    files: tests,
    rules: { 'max-lines-per-function': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['libs/service-kit/src/config/load-config.ts', 'embedded/src/main.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Programs for a terminal.
    files: [
      'data/src/**/*.ts',
      'bench/**/*.ts',
      'fuzz/**/*.ts',
      'faults/**/*.ts',
      'e2e/**/*.ts',
      'scripts/**/*.mjs',
    ],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
);
