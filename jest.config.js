/** One project a kind of test; `--selectProjects unit contract` picks some. */
const sources = '{lib,actions,simulator,workload,workflows-src,scripts,test/support,test/reporter}';

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': '<rootDir>/test/support/strip-types.js',
    '/node_modules/@actions/.+\\.js$': '<rootDir>/test/support/json-attributes.js',
  },
  transformIgnorePatterns: ['/node_modules/(?!@actions/(workflow-parser|languageservice)/)'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/simulation/', '<rootDir>/coverage/'],
  setupFiles: ['<rootDir>/test/support/one-realm.ts', '<rootDir>/test/support/deny-network.ts'],
};

export default {
  projects: [
    { ...base, displayName: 'unit', testMatch: [`<rootDir>/${sources}/**/*.test.ts`] },
    { ...base, displayName: 'contract', testMatch: ['<rootDir>/test/contract/**/*.test.ts'] },
    { ...base, displayName: 'process', testMatch: ['<rootDir>/test/process/**/*.test.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/test/{e2e,faults}/**/*.test.ts'] },
  ],
  globalSetup: '<rootDir>/test/support/temp-folder.js',
  reporters: ['<rootDir>/test/reporter/counts.ts'],
  watchman: false,
  testTimeout: 60_000,
};
