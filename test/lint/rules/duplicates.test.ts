import { ManifestSet, type Manifest } from '../../../lib/core';
import { lint } from '../../../lib/lint';
import { duplicateObject } from '../../../lib/lint/rules/duplicate-object';
import { targetHasTwoScalers } from '../../../lib/lint/rules/target-has-two-scalers';
import * as schemas from '../../../imports/schemas';
import { ruleCases } from '../support/rule-cases';

const config = (name: string, apiVersion = 'v1'): Manifest => ({
  apiVersion,
  kind: 'ConfigMap',
  metadata: { name },
});

describe('duplicate-object', () => {
  const inFiles = (...files: [string, Manifest][]) =>
    lint(
      new ManifestSet(
        files.map(([file, manifest]) => ({ manifest, origin: { file, lineOf: () => 7 } })),
      ),
      { schemas, rules: [duplicateObject] },
    ).map(({ message }) => message);

  it('names the place of the first', () => {
    expect(inFiles(['a/x.yaml', config('c')], ['a/y.yaml', config('c')])).toEqual([
      'is declared twice: a/x.yaml:7 declares it too',
    ]);
  });

  it.each([
    ['another name', 'a/y.yaml', config('d')],
    ['another folder, which may be a variant', 'b/x.yaml', config('c')],
    ['another group', 'a/y.yaml', config('c', 'acme.io/v1')],
  ])('accepts %s', (_, file, manifest) => {
    expect(inFiles(['a/x.yaml', config('c')], [file, manifest])).toEqual([]);
  });

  it('takes two versions of a group for one object', () => {
    const found = inFiles(['a', config('c', 'acme.io/v1')], ['a', config('c', 'acme.io/v2')]);
    expect(found).toHaveLength(1);
  });
});

describe('target-has-two-scalers', () => {
  const hpa = (name: string, target = 'web') =>
    `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: ${name} }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} } } }\n---\n`;
  const keda = (annotations = '') =>
    `{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web, annotations: { ${annotations} } }, spec: { scaleTargetRef: { name: web } } }`;
  const transfer = "scaledobject.keda.sh/transfer-hpa-ownership: 'true'";
  ruleCases(targetHasTwoScalers, [
    {
      title: 'reports the second autoscaler',
      given: hpa('a') + hpa('b'),
      reports: [
        "autoscaling/HorizontalPodAutoscaler/b/spec/scaleTargetRef is Deployment 'web', which HorizontalPodAutoscaler 'a' scales too",
      ],
    },
    {
      title: 'reports KEDA beside an autoscaler',
      given: hpa('a') + keda(),
      reports: ['keda.sh/ScaledObject/web/spec/scaleTargetRef'],
    },
    {
      title: 'accepts that KEDA takes an autoscaler over',
      given: hpa('keda-hpa-web') + keda(transfer),
      reports: [],
    },
    {
      title: 'reports that it takes over another',
      given: hpa('a') + keda(transfer),
      reports: ['keda.sh/ScaledObject/web/spec/scaleTargetRef'],
    },
    { title: 'accepts two targets', given: hpa('a') + hpa('b', 'api'), reports: [] },
  ]);
});
