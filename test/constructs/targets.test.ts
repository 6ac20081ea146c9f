import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { accelerate } from '../../constructs/app';
import { Artifact } from '../../constructs/artifact';
import type { Targets } from '../../constructs/targets';

const source = (targets: Targets) => {
  const app = accelerate(new App({ outdir: 'unused' }), { targets });
  const content = (scope: Construct) => new Chart(scope, 'c');
  return new Artifact(app, 'a', { repository: 'ghcr.io/acme/a', content }).source({ ring: 'r' });
};

it.each([
  ['a patch version', { argocd: '3.5.1' }, /the target argocd is '3.5.1'/],
  ['a prefix', { kubernetes: 'v1.34' }, /the target kubernetes is 'v1.34'/],
  ['a name that is none', { argo: '3.5' } as never, /there is no target 'argo'/],
])('refuses %s', (_, targets, message) => {
  expect(() => source(targets)).toThrow(message);
});

it.each([{ argocd: '3.1' }, { argocd: '3.10' }, { argocd: '4.0' }, { argocd: '9.9' }, {}])(
  'makes an OCI source for %j',
  (targets) => {
    expect(source(targets).repoURL).toBe('oci://ghcr.io/acme/a');
  },
);

it.each([{ argocd: '3.0' }, { argocd: '2.14' }])('names the version that %j lacks', (targets) => {
  expect(() => source(targets)).toThrow(/needs argocd 3.1, but the target is/);
});
