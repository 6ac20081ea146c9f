import { mutableOciTag } from '../../../lib/lint/rules/mutable-oci-tag';
import { ociSourceWithChart } from '../../../lib/lint/rules/oci-source-with-chart';
import { ociSourceWithoutPath } from '../../../lib/lint/rules/oci-source-without-path';
import { ociSourceWithoutScheme } from '../../../lib/lint/rules/oci-source-without-scheme';
import { application, applicationSet, source } from '../support/applications';
import { ruleCases } from '../support/rule-cases';

const APP = 'argoproj.io/Application/shop/spec/source';
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('oci-source-without-scheme', () => {
  const taken = (url: string) => ({
    title: `reports ${url}`,
    given: source(`repoURL: '${url}', path: .`),
    reports: [`${APP}/repoURL is '${url}', which Argo CD takes for a git repository`],
  });
  const fine = (url: string, more = 'path: .') => ({
    title: `accepts ${url} ${more}`,
    given: source(`repoURL: '${url}', ${more}`),
    reports: [],
  });
  ruleCases(ociSourceWithoutScheme, [
    taken('ghcr.io/acme/manifests/core'),
    taken('https://ghcr.io/acme/manifests/core'),
    taken('123456789012.dkr.ecr.eu-west-1.amazonaws.com/core'),
    taken('acme.azurecr.io/core'),
    taken('localhost:5000/core'),
    taken('localhost/core'),
    taken('harbor.acme.io/platform/core'),
    taken('europe-docker.pkg.dev/acme/core'),
    fine('oci://ghcr.io/acme/core'),
    fine('https://github.com/acme/core'),
    fine('https://git.acme.io/acme/core.git'),
    fine('git@github.com:acme/core.git'),
    fine('github.com/acme/core'),
    fine('acme/core'),
    fine('ssh://git@acme.io/core'),
    fine('https://charts.acme.io/stable'),
    fine('ghcr.io/acme/charts', 'chart: core'),
    {
      title: 'looks at every one of several sources, and into ApplicationSets',
      given: `${application("sources: [{ repoURL: 'https://x' }, { repoURL: ghcr.io/a/b }]")}
---
${applicationSet({ spec: 'source: { repoURL: ghcr.io/a/b }' })}`,
      reports: [
        'argoproj.io/Application/shop/spec/sources/1/repoURL',
        'argoproj.io/ApplicationSet/set/spec/template/spec/source/repoURL',
      ],
    },
  ]);
});

describe('oci-source-without-path', () => {
  ruleCases(ociSourceWithoutPath, [
    {
      title: 'reports a missing path',
      given: source('repoURL: oci://a/b'),
      reports: [`${APP} has no path`],
    },
    {
      title: 'reports an empty path',
      given: source("repoURL: oci://a/b, path: ''"),
      reports: [APP],
    },
    { title: 'accepts the root', given: source('repoURL: oci://a/b, path: .'), reports: [] },
    { title: 'leaves git alone', given: source("repoURL: 'https://a/b'"), reports: [] },
    {
      title: 'leaves a chart to its own rule',
      given: source('repoURL: oci://a/b, chart: c'),
      reports: [],
    },
  ]);
});

describe('oci-source-with-chart', () => {
  ruleCases(ociSourceWithChart, [
    {
      title: 'reports a chart',
      given: source('repoURL: oci://a/b, chart: c'),
      reports: [`${APP}/chart is 'c'`],
    },
    {
      title: "accepts Helm's own protocol",
      given: source('repoURL: a.io/b, chart: c'),
      reports: [],
    },
    { title: 'accepts no chart', given: source('repoURL: oci://a/b, path: .'), reports: [] },
  ]);
});

describe('mutable-oci-tag', () => {
  const at = (revision: string) =>
    source(`repoURL: oci://a/b, path: ., targetRevision: '${revision}'`);
  ruleCases(mutableOciTag, [
    { title: 'reports a tag', given: at('2.1.0'), reports: [`${APP}/targetRevision is '2.1.0'`] },
    { title: 'reports a range', given: at('2.x'), reports: [`${APP}/targetRevision`] },
    {
      title: 'reports nothing at all',
      given: source('repoURL: oci://a/b'),
      reports: [`${APP}/targetRevision is missing`],
    },
    { title: 'accepts a digest', given: at(DIGEST), reports: [] },
    {
      title: 'refuses a short digest',
      given: at('sha256:abc'),
      reports: [`${APP}/targetRevision`],
    },
    { title: 'accepts a parameter', given: at('{{ .digest }}'), reports: [] },
    {
      title: 'leaves git alone',
      given: source("repoURL: 'https://a/b', targetRevision: main"),
      reports: [],
    },
  ]);
});
