import { commentProgram, indented } from './comment';
import type { InitFacts } from './facts';

/** By commit, since a tag may be moved; Renovate and Dependabot read the comment. */
const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const SETUP_NODE = 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0';

const COMMENT = commentProgram({
  variables: ['GITHUB_API_URL', 'GITHUB_REPOSITORY', 'GITHUB_TOKEN', 'NUMBER', 'PLAN'],
  plan: `gunzipSync(Buffer.from(PLAN, 'base64'))`,
  comments: '`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues/${NUMBER}/comments`',
  comment: '`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues/comments/${own.id}`',
  authorization: 'authorization: `Bearer ${GITHUB_TOKEN}`',
  isOurs: `one.user?.login === 'github-actions[bot]'`,
  update: 'PATCH',
});

/** From the top of the repository: `.github/workflows/platform.yaml`. */
export function workflowPath(facts: InitFacts): string {
  return `.github/workflows/${nameOf(facts)}.yaml`;
}

/** `platform` at the top, else the folder: several programs have a workflow each. */
function nameOf({ prefix }: InitFacts): string {
  return prefix.replace(/\/$/, '').replace(/[^\w-]+/g, '-') || 'platform';
}

/** A workflow that checks and plans pull requests, and publishes what is merged. */
export function githubWorkflow(facts: InitFacts): string {
  const { branch, prefix, repository } = facts;
  const name = nameOf(facts);
  return `# Written by \`cdk8s-gitops init --ci github\`; yours to edit. It holds no credential of a cluster and
# no stored secret: the only tokens are those that GitHub makes for each run.
name: ${JSON.stringify(name)}

on:
  pull_request:${paths(facts)}
  push:
    branches: [${JSON.stringify(branch)}]${paths(facts)}

# Nothing by default; each job asks for what it needs.
permissions: {}

concurrency:
  group: ${name}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

defaults:
  run:
    shell: bash

jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
    outputs:
      plan: \${{ steps.plan.outputs.plan }}${workingFolder(prefix)}
    steps:
${setup(2, facts)}

      - name: Synthesize
        run: |
          rm -rf dist
          npx cdk8s-gitops synth

      - name: What is committed is what the program writes
        run: |
          git add --intent-to-add -- dist
          git diff --exit-code --stat HEAD -- dist || {
            echo "::error::dist is not what the program writes: run 'npx cdk8s-gitops synth' and commit it"
            exit 1
          }

      - name: Lint
        run: npx cdk8s-gitops lint dist --output github${annotated(prefix)}

      - name: Types
        run: npm run types

      - name: Test
        run: npm test

      - name: Plan
        id: plan
        if: github.event_name == 'pull_request'
        run: |
          plan="$RUNNER_TEMP/plan.md"
          if git cat-file -e HEAD^1:./cdk8s.yaml 2>/dev/null; then
            npx cdk8s-gitops plan HEAD^1 . --allow-deletions --allow-unknown --output markdown > "$plan"
          else
            echo 'The first synth: there is nothing to compare it with.' > "$plan"
          fi
          cat "$plan" >> "$GITHUB_STEP_SUMMARY"
          echo "plan=$(gzip -9c "$plan" | base64 -w0)" >> "$GITHUB_OUTPUT"

  comment:
    # It runs nothing of the pull request. The token of a fork may not write: there the plan stands in
    # the summary of the run.
    if: >-
      github.event_name == 'pull_request' && github.actor != 'dependabot[bot]' &&
      github.event.pull_request.head.repo.full_name == github.repository
    needs: check
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      pull-requests: write
    steps:
      - name: Comment the plan
        env:
          GITHUB_TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.pull_request.number }}
          PLAN: \${{ needs.check.outputs.plan }}
        run: |
          node --input-type=module <<'EOF'
          import { gunzipSync } from 'node:zlib';
${indented(COMMENT, 10)}
          EOF

  publish:
    if: github.event_name == 'push'
    needs: check
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
      packages: write
      # To sign as this job, without a stored key.
      id-token: write${workingFolder(prefix)}
    steps:
${setup(1, facts)}

${login(repository)}

      - name: Publish what changed
        run: |
          npx cdk8s-gitops synth
          npx cdk8s-gitops publish --sign --keyless --attest provenance,sbom
`;
}

/** Whose changes it is about; the workflow itself is among them. */
function paths(facts: InitFacts): string {
  if (facts.prefix === '') return '';
  const list = [`${facts.prefix}**`, workflowPath(facts)];
  if (facts.lockPrefix === '') list.push('package-lock.json');
  return `\n    paths:\n${list.map((path) => `      - ${JSON.stringify(path)}`).join('\n')}`;
}

/**
 * For the jobs that check the repository out; elsewhere there is no such folder. Defaults of a job
 * replace those of the workflow, so the shell is said again: `bash` fails where a part of a pipe does.
 */
function workingFolder(prefix: string): string {
  if (prefix === '') return '';
  return `\n    defaults:\n      run:\n        shell: bash\n        working-directory: ${JSON.stringify(prefix.slice(0, -1))}`;
}

/** GitHub takes the files of annotations from the top of the repository. */
function annotated(prefix: string): string {
  return prefix === '' ? '' : ` | sed -E 's|^(::[a-z]+ file=)|\\1${prefix}|'`;
}

function setup(depth: number, { prefix, lockPrefix }: InitFacts): string {
  const lock =
    lockPrefix === ''
      ? ''
      : `
          cache-dependency-path: ${JSON.stringify(`${lockPrefix}package-lock.json`)}`;
  const atTop =
    lockPrefix === prefix
      ? ''
      : `
        working-directory: .`;
  return `      - uses: ${CHECKOUT}
        with:
          fetch-depth: ${depth}
          persist-credentials: false

      - uses: ${SETUP_NODE}
        with:
          node-version: 22
          cache: npm${lock}

      - name: Install${atTop}
        run: npm ci --ignore-scripts`;
}

/** GitHub's token is for GitHub's registry: no other is shown it. */
function login(repository: string): string {
  const [host] = repository.split('/');
  if (host !== 'ghcr.io') {
    return `      # Log in to ${host} here: credentials are read as docker and podman store them.`;
  }
  return `      - name: Log in
        env:
          GITHUB_TOKEN: \${{ github.token }}
        run: echo "$GITHUB_TOKEN" | npx cdk8s-gitops login ghcr.io --username "$GITHUB_ACTOR" --password-stdin`;
}
