import { ApiObject, Chart } from 'cdk8s';
import { PlatformApp } from '../../../constructs';
import { Composition, CompositeResourceDefinition } from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { PostgresDatabase } from './sample';

const FULL = { region: 'eu-west-1', instanceClass: 'db.t4g.micro' };

/** A composition as an L1 object: of one instance with one patch. */
function raw(chart: Chart, patch: object, more: object = {}): void {
  const base = {
    apiVersion: rds.Instance.GVK.apiVersion,
    kind: rds.Instance.GVK.kind,
    spec: { forProvider: FULL },
  };
  const resources = [{ name: 'instance', base, patches: [patch] }];
  new ApiObject(chart, 'raw', {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'raw', ...more },
    spec: {
      compositeTypeRef: { ...PostgresDatabase.v1alpha1.GVK },
      mode: 'Pipeline',
      pipeline: [
        {
          step: 'compose',
          functionRef: { name: 'function-patch-and-transform' },
          input: { apiVersion: 'pt.fn.crossplane.io/v1beta1', kind: 'Resources', resources },
        },
      ],
    },
  });
}

function platform(content: (chart: Chart) => void, kubernetes?: string): string {
  const app = new PlatformApp({ targets: { ...(kubernetes !== undefined && { kubernetes }) } });
  const chart = new Chart(app, 'base');
  new CompositeResourceDefinition(chart, 'postgres', { composite: PostgresDatabase });
  content(chart);
  return app.synthYaml();
}

const misspelt = { fromFieldPath: 'spec.regoin', toFieldPath: 'spec.forProvider.region' };

test('a composition of ours, and its definition, pass', () => {
  const yaml = platform((chart) => {
    new Composition(chart, 'postgres-aws', {
      composite: PostgresDatabase.v1alpha1,
      compose(xr, add) {
        add('instance', rds.Instance, {
          spec: { forProvider: { ...FULL, region: xr.spec.region } },
        });
        return {};
      },
    });
  });
  expect(yaml).toContain('name: postgres-aws');
});

test('a composition written as an object fails at synth, with its construct path and the nearest field', () => {
  expect(() => platform((chart) => raw(chart, misspelt))).toThrow(
    expect.objectContaining({
      code: 'SYNTH_INVALID',
      message: expect.stringMatching(
        /\[base\/raw\] \/spec\/pipeline\/0\/input\/resources\/0\/patches\/0\/fromFieldPath is spec\.regoin of the XR PostgresDatabase.*did you mean spec\.region\?/,
      ) as string,
    }),
  );
});

test('the schema of Compositions holds at synth as well', () => {
  const twice = (chart: Chart) => {
    const step = { step: 'a', functionRef: { name: 'function-mine' } };
    new ApiObject(chart, 'raw', {
      apiVersion: 'apiextensions.crossplane.io/v1',
      kind: 'Composition',
      spec: { compositeTypeRef: { ...PostgresDatabase.v1alpha1.GVK }, pipeline: [step, step] },
    });
  };
  expect(() => platform(twice)).toThrow(/\[base\/raw\] \/spec\/pipeline\/1/);
});

test('an object that names the rule in its annotation passes', () => {
  const annotations = { 'cdk8s-gitops/lint-ignore': 'composition-path-unknown: read by another' };
  const yaml = platform((chart) => raw(chart, misspelt, { annotations }));
  expect(yaml).toContain('spec.regoin');
});

test('a warning does not stop a synth', () => {
  const optional = { fromFieldPath: 'spec.region', toFieldPath: 'metadata.namespace' };
  expect(platform((chart) => raw(chart, optional))).toContain('metadata.namespace');
});

describe('rules in CEL', () => {
  const schemaWith = (rule: string) => ({
    openAPIV3Schema: {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: { size: { type: 'integer' } },
          'x-kubernetes-validations': [{ rule }],
        },
      },
    },
  });
  const xrd = (rule: string) => (chart: Chart) => {
    new ApiObject(chart, 'queue', {
      apiVersion: 'apiextensions.crossplane.io/v2',
      kind: 'CompositeResourceDefinition',
      metadata: { name: 'queues.acme.io' },
      spec: {
        group: 'acme.io',
        scope: 'Namespaced',
        names: { kind: 'Queue', plural: 'queues' },
        versions: [{ name: 'v1', served: true, referenceable: true, schema: schemaWith(rule) }],
      },
    });
  };
  const crd = (rule: string) => (chart: Chart) => {
    new ApiObject(chart, 'widget', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.acme.io' },
      spec: {
        group: 'acme.io',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets' },
        versions: [{ name: 'v1', served: true, storage: true, schema: schemaWith(rule) }],
      },
    });
  };
  const at =
    '/spec/versions/0/schema/openAPIV3Schema/properties/spec/x-kubernetes-validations/0/rule';

  test.each([
    ['an XRD', xrd, 'queue'],
    ['a CRD', crd, 'widget'],
  ] as const)(
    'of %s that do not compile fail at synth, with construct path and place',
    (_, make, id) => {
      expect(() => platform(make('self.sise > 1'))).toThrow(
        expect.objectContaining({
          code: 'SYNTH_INVALID',
          message: expect.stringContaining(
            `[base/${id}] ${at} does not compile: 1:5: undefined field 'sise'`,
          ) as string,
        }),
      );
      expect(platform(make('self.size > 1'))).toContain('self.size > 1');
    },
  );

  test.each([
    ['an XRD', xrd, 'queue'],
    ['a CRD', crd, 'widget'],
  ] as const)('of %s that may cost too much fail at synth, with the repair', (_, make, id) => {
    const dear = 'lists.range(10000000).all(x, x > 0)';
    expect(() => platform(make(dear))).toThrow(
      expect.objectContaining({
        code: 'SYNTH_INVALID',
        message: expect.stringContaining(
          `[base/${id}] ${at} may cost too much: the estimated cost of the rule exceeds budget by factor of 6.0x: write a rule that looks at less`,
        ) as string,
      }),
    );
  });

  test.each([
    ['an XRD', xrd, 'queue'],
    ['a CRD', crd, 'widget'],
  ] as const)('of %s may use what the target has', (_, make, id) => {
    const version = 'isSemver("1.0.0") && self.size > 0';
    expect(() => platform(make(version), '1.30')).toThrow(
      expect.objectContaining({
        code: 'SYNTH_INVALID',
        message: expect.stringContaining(
          `[base/${id}] ${at} needs Kubernetes 1.34 for isSemver() at 1:9, and the target is 1.30: raise targets.kubernetes`,
        ) as string,
      }),
    );
    expect(platform(make(version), '1.34')).toContain('isSemver');
  });
});
