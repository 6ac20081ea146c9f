/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import { Artifact, flux, PlatformApp } from '../../../constructs';

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'c');
const app = new PlatformApp();
const shop = new Artifact(app, 'shop', {
  repository: 'ghcr.io/acme/shop',
  variants: ['staging', 'production'],
  content: () => undefined,
});
const plain = new Artifact(app, 'plain', {
  repository: 'ghcr.io/acme/plain',
  content: () => undefined,
});
const secretRef = { name: 's' };
const url = 'oci://ghcr.io/acme/web';
const git = new flux.GitRepository(chart, 'git', {
  url: 'https://a/b',
  ref: { commit: 'a', branch: 'b' },
});
const index = new flux.HelmRepository(chart, 'index', { url: 'https://a/b' });

flux.source(chart, shop, {
  ring: 'production',
  variant: 'production',
  kustomization: { wait: true },
});
flux.source(chart, plain, { ring: 'production', repository: { secretRef, interval: '1h' } });
// @ts-expect-error an artifact with variants needs one
flux.source(chart, shop, { ring: 'production' });
// @ts-expect-error a variant that there is not
flux.source(chart, shop, { ring: 'production', variant: 'qa' });
// @ts-expect-error an artifact without variants has none
flux.source(chart, plain, { ring: 'production', variant: 'production' });
// @ts-expect-error no ring is named
flux.source(chart, plain, {});
// @ts-expect-error the digest follows from the ring
flux.source(chart, plain, { ring: 'a', repository: { ref: { tag: 'x' } } });

new flux.OCIRepository(chart, 'a', { artifact: shop, ring: 'production' });
// @ts-expect-error an artifact has its url
new flux.OCIRepository(chart, 'b', { artifact: shop, ring: 'production', url });
// @ts-expect-error an artifact needs a ring
new flux.OCIRepository(chart, 'c', { artifact: shop });
// @ts-expect-error a url without scheme
new flux.OCIRepository(chart, 'd', { url: 'ghcr.io/acme/web' });
// @ts-expect-error a digest or a tag
new flux.OCIRepository(chart, 'e', { url, ref: { digest: 'sha256:a', tag: 'b' } });
// @ts-expect-error a filter of a range
new flux.OCIRepository(chart, 'f', { url, ref: { tag: 'b', semverFilter: 'a' } });
// @ts-expect-error a cloud is not asked beside a Secret
new flux.OCIRepository(chart, 'g', { url, provider: 'aws', secretRef });
const one = { issuer: 'a', subject: 'b' };
new flux.OCIRepository(chart, 'h', { url, verify: { matchOIDCIdentity: [one] } });
// @ts-expect-error exactly one identity
new flux.OCIRepository(chart, 'i', { url, verify: { matchOIDCIdentity: [one, one] } });
// @ts-expect-error exactly one identity
new flux.OCIRepository(chart, 'j', { url, verify: { matchOIDCIdentity: [] } });
// @ts-expect-error keys or an identity
new flux.OCIRepository(chart, 'k', { url, verify: { secretRef, matchOIDCIdentity: [one] } });
// @ts-expect-error a signature of anybody
new flux.OCIRepository(chart, 'l', { url, verify: { provider: 'cosign' } });
new flux.OCIRepository(chart, 'm', {
  url,
  // @ts-expect-error notation has no identities
  verify: { provider: 'notation', matchOIDCIdentity: [one] },
});

const before = new flux.Kustomization(chart, 'n', { sourceRef: git, wait: true });
new flux.Kustomization(chart, 'o', { sourceRef: git, dependsOn: [before], healthChecks: [before] });
// @ts-expect-error no kind that a Kustomization reads
new flux.Kustomization(chart, 'p', { sourceRef: index });
// @ts-expect-error healthChecks are not read beside wait
new flux.Kustomization(chart, 'q', { sourceRef: git, wait: true, healthChecks: [before] });
// @ts-expect-error nobody evaluates these
new flux.Kustomization(chart, 'r', { sourceRef: git, healthCheckExprs: [] });
// @ts-expect-error a misspelt field
new flux.Kustomization(chart, 's', { sourceRef: git, purge: true });
// @ts-expect-error a source is no dependency
new flux.Kustomization(chart, 't', { sourceRef: git, dependsOn: [git] });

new flux.HelmRelease(chart, 'u', {
  chart: { spec: { chart: 'a', version: '1', sourceRef: index } },
});
// @ts-expect-error charts of git have no version
new flux.HelmRelease(chart, 'v', { chart: { spec: { chart: 'a', version: '1', sourceRef: git } } });
const chartRef = { kind: 'OCIRepository', name: 'a' } as const;
// @ts-expect-error one of the two
new flux.HelmRelease(chart, 'w', { chartRef, chart: { spec: { chart: 'a', sourceRef: index } } });
// @ts-expect-error one of the two
new flux.HelmRelease(chart, 'x', {});
new flux.HelmRelease(chart, 'y', {
  chartRef,
  // @ts-expect-error RetryOnFailure reads no remediation
  install: { strategy: { name: 'RetryOnFailure' }, remediation: { retries: 3 } },
});
// @ts-expect-error the poller alone evaluates
new flux.HelmRelease(chart, 'z', {
  chartRef,
  waitStrategy: { name: 'legacy' },
  healthCheckExprs: [],
});

const resources = [git] as const;
new flux.Receiver(chart, '1', { type: 'gitlab', events: ['Push Hook'], secretRef, resources });
// @ts-expect-error an event of another sender
new flux.Receiver(chart, '2', { type: 'github', events: ['Push Hook'], secretRef, resources });
// @ts-expect-error quay has no events
new flux.Receiver(chart, '3', { type: 'quay', events: ['push'], secretRef, resources });
// @ts-expect-error a shared secret
new flux.Receiver(chart, '4', { type: 'github', resources });
new flux.Receiver(chart, '5', {
  type: 'quay',
  secretRef,
  // @ts-expect-error resources by labels are called '*'
  resources: [{ kind: 'Bucket', name: 'a', matchLabels: {} }],
});
