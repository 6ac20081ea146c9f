'use strict';

const tseslint = require('typescript-eslint');

module.exports = tseslint.config(
  {
    ignores: [
      'build/**',
      'dist/**',
      'coverage/**',
      'node_modules/**',
      'test/fixtures/**',
      'imports/**/*.ts',
      '!imports/generate/**/*.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // Constructs are made for their effect on the tree.
      'no-new': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    // A verb loads its stage when it runs, a list its entry when it is asked for: a start stays as fast
    // as node itself.
    files: [
      'lib/cli/**/*.ts',
      'lib/drift/writers/index.ts',
      'lib/lint/rules/index.ts',
      'test/**/*.ts',
    ],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
