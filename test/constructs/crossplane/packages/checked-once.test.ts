import { ApiObject, App, Chart } from 'cdk8s';
import { accelerate } from '../../../../constructs/app';
import { withSynthesis } from '../../../../constructs/artifact/synthesis';
import { ConfigurationPackage, Function as Fn } from '../../../../constructs/crossplane';
import { checkCrossplaneObjects } from '../../../../constructs/crossplane/check-objects';
import { checkComposition } from '../../../../lib/crossplane/composition/check';
import { checkDefinition } from '../../../../lib/crossplane/xrd/check';

jest.mock<object>('../../../../lib/crossplane/composition/check', () => {
  const actual: { checkComposition: typeof checkComposition } = jest.requireActual(
    '../../../../lib/crossplane/composition/check',
  );
  return { checkComposition: jest.fn(actual.checkComposition) };
});
jest.mock<object>('../../../../lib/crossplane/xrd/check', () => {
  const actual: { checkDefinition: typeof checkDefinition } = jest.requireActual(
    '../../../../lib/crossplane/xrd/check',
  );
  return { checkDefinition: jest.fn(actual.checkDefinition) };
});

const definition = (kind: string) => ({
  apiVersion: 'apiextensions.crossplane.io/v2',
  kind: 'CompositeResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.acme.io` },
  spec: {
    group: 'acme.io',
    names: { kind, plural: `${kind.toLowerCase()}s` },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        referenceable: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', properties: { region: { type: 'string' } } },
            },
          },
        },
      },
    ],
  },
});

const composition = (kind: string, from = 'spec.region', name = kind.toLowerCase()) => ({
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  metadata: { name },
  spec: {
    compositeTypeRef: { apiVersion: 'acme.io/v1', kind },
    mode: 'Pipeline',
    pipeline: [
      {
        step: 'compose',
        functionRef: { name: 'function-patch-and-transform' },
        input: {
          apiVersion: 'pt.fn.crossplane.io/v1beta1',
          kind: 'Resources',
          resources: [
            {
              name: 'map',
              base: { apiVersion: 'v1', kind: 'ConfigMap' },
              readinessChecks: [{ type: 'None' }],
              patches: [{ fromFieldPath: from, toFieldPath: 'data.region' }],
            },
          ],
        },
      },
    ],
  },
});

/** What is told of objects inside a package and beside it; the program installs one function. */
function errorsOf(
  inside: readonly object[],
  beside: readonly object[],
  functionName: string,
): string {
  const app = accelerate(new App({ outdir: 'unused' }));
  const add = (chart: Chart, objects: readonly object[]) => {
    objects.forEach((object, i) => new ApiObject(chart, `${chart.node.id}-${i}`, object as never));
  };
  new ConfigurationPackage(app, 'pkg', {
    repository: 'a.b/pkg',
    content: (scope) => {
      add(new Chart(scope, 'inside'), inside);
    },
  });
  const chart = new Chart(app, 'beside');
  add(chart, beside);
  new Fn(chart, functionName, { package: `a.b/c/${functionName}:v1.0.0` });
  try {
    withSynthesis(app, (pass) => {
      checkCrossplaneObjects(pass);
    });
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}

const PT = 'function-patch-and-transform';

it('checks each Composition and definition once', () => {
  const inside = [definition('A'), composition('A')];
  expect(errorsOf(inside, [definition('B'), composition('B')], PT)).toBe('nothing');
  expect(jest.mocked(checkComposition).mock.calls.map(([{ metadata }]) => metadata.name)).toEqual([
    'b',
    'a',
  ]);
  expect(jest.mocked(checkDefinition)).toHaveBeenCalledTimes(2);
});

it.each<[string, object[], object[]]>([
  [
    'inside a package, of a kind that is defined inside',
    [definition('A'), composition('A', 'spec.regoin')],
    [],
  ],
  [
    'inside a package, of a kind that is defined beside it',
    [composition('A', 'spec.regoin')],
    [definition('A')],
  ],
  [
    'beside a package, of a kind that is defined inside',
    [definition('A')],
    [composition('A', 'spec.regoin')],
  ],
])('tells of a Composition %s', (_, inside, beside) => {
  const found = errorsOf(inside, beside, PT);
  expect(found).toContain('spec.regoin');
  expect(found.match(/composition-path-unknown/g)).toHaveLength(1);
});

it('asks who installs the functions of a Composition beside a package, not of one inside', () => {
  const other = 'function-auto-ready';
  expect(errorsOf([definition('A'), composition('A')], [], other)).toBe('nothing');
  expect(errorsOf([definition('A')], [composition('A')], other)).toContain(
    'composition-pipeline-broken',
  );
});
