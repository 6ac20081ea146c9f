'use strict';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
        module: { type: 'commonjs' },
      },
    ],
  },
  // The package's own public names, so that examples and README code run against the sources.
  moduleNameMapper: {
    '^cdk8s-gitops$': '<rootDir>/constructs/index.ts',
    '^cdk8s-gitops/workload$': '<rootDir>/constructs/workload/index.ts',
    '^cdk8s-gitops/testing$': '<rootDir>/lib/testing/index.ts',
    '^cdk8s-gitops/imports/(.*)$': '<rootDir>/imports/$1.ts',
    '^fast-check$': '<rootDir>/test/support/fast-check.js',
  },
  reporters: ['default', '<rootDir>/test/support/summary-reporter.js'],
  testTimeout: 60_000,
};
