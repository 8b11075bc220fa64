/**
 * `pure` needs nothing but Node. `system` needs a real PostgreSQL, whose address `scripts/test.mjs` puts into
 * ZAKLON_TEST_DATABASE_URL, and the evaluation build in `.build/evaluation` for tests that kill whole processes.
 */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    // What only the bundler of the console understands; the question mark behind these is taken away before.
    'eff-large-word-list\\.txt$': '<rootDir>/test/console/keeper/word-list.ts',
    '/hash\\.worker\\.js$': '<rootDir>/test/console/keeper/no-worker.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true, module: { type: 'es6' } }] },
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'pure',
      testMatch: ['<rootDir>/test/{domain,e2ee,texts,sandbox,cli}/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'system',
      testMatch: ['<rootDir>/test/{server,scenarios,console}/**/*.spec.ts'],
    },
  ],
  // Only what hangs for good meets this; every wait inside a test has a patience of its own (test/builders/patience.ts).
  testTimeout: 600_000,
};
