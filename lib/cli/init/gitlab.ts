import { commentProgram, indented } from './comment';
import type { InitFacts } from './facts';

/** GitLab reads it there alone. */
export const PIPELINE_PATH = '.gitlab-ci.yml';

const comment = (prefix: string) =>
  commentProgram({
    variables: [
      'CI_API_V4_URL',
      'CI_MERGE_REQUEST_IID',
      'CI_MERGE_REQUEST_PROJECT_ID',
      'PLAN_COMMENT_TOKEN',
    ],
    plan: `readFileSync(${JSON.stringify(`${prefix}plan.md`).replace(/"/g, "'")}, 'utf8')`,
    comments:
      '`${CI_API_V4_URL}/projects/${CI_MERGE_REQUEST_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`',
    comment: '`${comments}/${own.id}`',
    authorization: `'private-token': PLAN_COMMENT_TOKEN`,
    isOurs: 'one.author?.id === me.id',
    update: 'PUT',
  }).replace('let own;', "const me = await call('GET', `${CI_API_V4_URL}/user`);\nlet own;");

/** A pipeline that checks and plans merge requests, and publishes what is merged. */
export function gitlabPipeline(facts: InitFacts): string {
  const { prefix, lockPrefix, repository } = facts;
  return `# Written by \`cdk8s-gitops init --ci gitlab\`; yours to edit. It holds no credential of a cluster and
# no stored secret: the only tokens are those that GitLab makes for each job.
stages: [check, comment, publish]

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"${changes(facts)}
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH${changes(facts)}

default:
  image: node:22-bookworm
  cache:
    key:
      files: [${lockPrefix}package-lock.json]
    paths: [${lockPrefix}.npm]
  before_script:
${install(facts)}

check:
  stage: check
  interruptible: true
  script:
    - rm -rf dist
    - npx cdk8s-gitops synth
    - git add --intent-to-add -- dist
    - |
      git diff --exit-code --stat HEAD -- dist || {
        echo "dist is not what the program writes: run 'npx cdk8s-gitops synth' and commit it"
        exit 1
      }
    - npx cdk8s-gitops lint dist --output junit > lint.xml || true
    - npx cdk8s-gitops lint dist
    - npm run types
    - npm test
  artifacts:
    when: always
    reports:
      junit: ${prefix}lint.xml

# The merge request shows its artifact, without any token.
plan:
  stage: check
  interruptible: true
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: "0"
  script:
    - npx cdk8s-gitops synth
    # What is checked out has the target in it where GitLab runs on merged results, and in merge trains:
    # compared with anything older, the target's own new changes would seem to be of this request.
    - plan="$(mktemp)"
    - base="\${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-$CI_MERGE_REQUEST_DIFF_BASE_SHA}"
    - |
      if git cat-file -e "$base:./cdk8s.yaml" 2>/dev/null; then
        npx cdk8s-gitops plan "$base" . --allow-deletions --allow-unknown --output markdown > "$plan"
      else
        echo 'The first synth: there is nothing to compare it with.' > "$plan"
      fi
    - cat "$plan"
    - cp "$plan" plan.md
  artifacts:
    expose_as: plan
    paths: [${prefix}plan.md]
    expire_in: 4 weeks

# CI_JOB_TOKEN may not write notes. For a comment beside the artifact, make a project access token
# (role Reporter, scope api) and store it as the masked variable PLAN_COMMENT_TOKEN; without it there
# is no such job. It runs nothing of the merge request.
comment:
  stage: comment
  needs: [plan]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $PLAN_COMMENT_TOKEN
  variables:
    GIT_STRATEGY: none
  cache: []
  before_script: []
  script:
    - |
      node --input-type=module <<'EOF'
      import { readFileSync } from 'node:fs';
${indented(comment(prefix), 6)}
      EOF

publish:
  stage: publish
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  resource_group: publish
  # To sign as this job, without a stored key.
  id_tokens:
    SIGSTORE_ID_TOKEN:
      aud: sigstore
  script:
${login(repository)}
    - npx cdk8s-gitops synth
    - npx cdk8s-gitops publish --sign --keyless --attest provenance,sbom
`;
}

/** Whose changes it is about; the pipeline itself is among them. */
function changes({ prefix, lockPrefix }: InitFacts): string {
  if (prefix === '') return '';
  const list = [
    `${prefix}**/*`,
    PIPELINE_PATH,
    ...(lockPrefix === '' ? ['package-lock.json'] : []),
  ];
  return `\n      changes: [${list.map((path) => JSON.stringify(path)).join(', ')}]`;
}

function install({ prefix, lockPrefix }: InitFacts): string {
  const go = (folder: string) => `    - cd ${JSON.stringify(folder.slice(0, -1))}`;
  const npm = '    - npm ci --ignore-scripts --cache .npm --prefer-offline';
  if (prefix === '') return npm;
  return lockPrefix === '' ? `${npm}\n${go(prefix)}` : `${go(prefix)}\n${npm}`;
}

/** The job's token is for GitLab's own registry: no other is shown it. */
function login(repository: string): string {
  const [host = ''] = repository.split('/');
  if (!host.includes('gitlab')) {
    return `    # Log in to ${host} here: credentials are read as docker and podman store them.`;
  }
  return `    - |
      export DOCKER_AUTH_CONFIG="{\\"auths\\":{\\"$CI_REGISTRY\\":{\\"auth\\":\\"$(printf '%s:%s' "$CI_REGISTRY_USER" "$CI_REGISTRY_PASSWORD" | base64 -w0)\\"}}}"`;
}
