import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import { SecretReference } from '../../../constructs/secret-reference';
import { WebService, type WebServiceProps } from '../../../constructs/workload';
import { expectGolden } from '../../support/golden';

const image = 'ghcr.io/acme/shop:1.4.2';

function manifests(props: Partial<WebServiceProps>, chartId = 'chart') {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), chartId, { namespace: 'shop' });
  new WebService(chart, 'shop', { image, ...props });
  return chart.toJson() as Record<string, { [field: string]: unknown }>[];
}

it('writes a service with its autoscaler, disruption budget and secrets', () => {
  const text = Yaml.stringify(
    ...manifests({
      autoscale: { maxReplicas: 10 },
      env: { STAGE: 'production' },
      secrets: [new SecretReference('orders-connection')],
    }),
  );
  expectGolden(join(__dirname, 'golden/web-service.yaml'), text);
});

it('says nothing of replicas when it is scaled', () => {
  expect(manifests({ autoscale: { maxReplicas: 3 } })[0]?.spec).not.toHaveProperty('replicas');
});

it('runs two pods when it is not scaled', () => {
  expect(manifests({})[0]?.spec).toMatchObject({ replicas: 2 });
  expect(manifests({ replicas: 5 })[0]?.spec).toMatchObject({ replicas: 5 });
});

it('keeps names and selectors when its chart moves', () => {
  const facts = (chart: string) =>
    manifests({ autoscale: { maxReplicas: 3 } }, chart).map(({ kind, metadata, spec }) => [
      kind,
      metadata?.['name'],
      spec?.['selector'],
    ]);
  expect(facts('elsewhere')).toEqual(facts('here'));
});

it('refuses a fixed number of pods beside an autoscaler', () => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'chart');
  const { deployment } = new WebService(chart, 'shop', {
    image,
    replicas: 3,
    autoscale: { maxReplicas: 5 },
  });
  const errors = deployment.node.root.node.findAll().flatMap(({ node }) => node.validate());
  expect(errors.join()).toMatch(/fixed number of replicas/);
});
