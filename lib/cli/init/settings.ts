import { version } from '../version';
import type { InitFacts } from './facts';

/** What a new repository installs; the versions that this package is tested with. */
export const PACKAGES = {
  dependencies: {
    cdk8s: '2.70.106',
    'cdk8s-plus-28': '2.5.6',
    constructs: '10.7.2',
  },
  devDependencies: {
    '@swc/core': '1.16.18',
    '@swc/jest': '0.2.39',
    '@types/jest': '30.0.0',
    '@types/node': '^20',
    jest: '30.5.2',
    'ts-node': '10.9.2',
    typescript: '5.9.3',
  },
  /** Without it npm writes a lock file that `npm ci` refuses on other platforms. */
  overrides: { 'unrs-resolver': '1.12.2' },
} as const;

export function packageFile({ name }: InitFacts): string {
  const { dependencies, devDependencies, overrides } = PACKAGES;
  const { cdk8s, ...others } = dependencies;
  const manifest = {
    name,
    private: true,
    scripts: {
      synth: 'cdk8s-gitops synth',
      lint: 'cdk8s-gitops lint dist',
      types: 'tsc --noEmit',
      test: 'jest',
    },
    dependencies: { cdk8s, 'cdk8s-gitops': version, ...others },
    devDependencies,
    overrides,
    jest: {
      testMatch: ['**/*.test.ts'],
      modulePathIgnorePatterns: ['<rootDir>/dist/'],
      transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }] },
    },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

export const TSCONFIG = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "node16",
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "esModuleInterop": true,
    "resolveJsonModule": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "exclude": ["dist", "node_modules"]
}
`;

export const CDK8S = `language: typescript
app: npx ts-node main.ts
output: dist
`;

export const CONFIG = `# The versions that you run: what is written and linted is for these.
targets: { argocd: '3.5', kubernetes: '1.34' }
`;

export const RELEASES = `# What each ring runs: head is what the program builds; promote writes a digest here.
web:
  staging: head
  production: head
`;

export const INVENTORY = `# yaml-language-server: $schema=node_modules/cdk8s-gitops/lib/render/inventory.schema.json
# The clusters that Argo CD knows, for preview, plan and tests; nothing here is applied.
clusters:
  - { name: staging-1, server: https://staging-1.example.com, labels: { environment: staging } }
  - { name: production-1, server: https://production-1.example.com, labels: { environment: production } }
`;

/** `dist` is committed: reviews show what changes, and Argo CD reads the hub from it. */
export const GITIGNORE = `node_modules/
.gitops/
`;
