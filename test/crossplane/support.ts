import { load } from 'js-yaml';
import type { Manifest } from '../../lib/core';
import { ManifestSet } from '../../lib/core';
import { lint, rules } from '../../lib/lint';
import * as schemas from '../../imports/schemas';
import { manifestsOf } from '../lint/support/rule-cases';

/** Rules of the set `crossplane`. */
const crossplane = rules.filter(({ category }) => category === 'crossplane');

/** `<rule> <pointer> <message>` of each finding in documents, by rule and place. */
export function findingsIn(documents: string): string[] {
  const set = ManifestSet.of(manifestsOf(documents));
  return lint(set, { schemas, rules: crossplane })
    .map(({ rule, severity, pointer, message, hint }) => {
      const place = pointer.replace('/spec/pipeline/0/input/resources/0', '~');
      return `${severity === 'warning' ? '(warning) ' : ''}${rule} ${place} ${message} (${hint})`;
    })
    .sort();
}

export interface Sample {
  readonly scope?: 'Namespaced' | 'Cluster' | 'LegacyCluster';
  /** Fields of `spec` of the XR, and of its status. */
  readonly spec?: string;
  readonly status?: string;
  readonly required?: string;
  readonly base?: string;
  /** Patches of the one resource. */
  readonly patches?: string;
  /** More fields of the resource. */
  readonly more?: string;
  /** More fields of the input. */
  readonly input?: string;
  /** Of the function. */
  readonly name?: string;
  /** Steps before and behind. */
  readonly before?: string;
  readonly behind?: string;
}

const BASE = `{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instance,
  spec: { forProvider: { region: eu-west-1, instanceClass: db.t4g.micro, engine: postgres } } }`;

export const AUTO_READY = '- { step: ready, functionRef: { name: function-auto-ready } }';

/** An XRD and a composition of one resource, an RDS instance. */
export function sample({
  scope = 'Namespaced',
  spec = 'size: { type: string, enum: [small, large] }, storage: { type: integer }, share: { type: number }',
  status = 'endpoint: { type: string }, port: { type: integer }',
  required = '',
  base = BASE,
  patches = '[]',
  more = '',
  input = '',
  name = 'function-patch-and-transform',
  before = '',
  behind = AUTO_READY,
}: Sample): string {
  return `
apiVersion: apiextensions.crossplane.io/${scope === 'LegacyCluster' ? 'v1' : 'v2'}
kind: CompositeResourceDefinition
metadata: { name: databases.acme.io }
spec:
  group: acme.io
  names: { kind: Database, plural: databases }
  scope: ${scope}
  versions:
  - name: v1
    served: true
    referenceable: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: { type: object, ${required} properties: { ${spec} } }
          status: { type: object, properties: { ${status} } }
---
apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: { name: database }
spec:
  compositeTypeRef: { apiVersion: acme.io/v1, kind: Database }
  mode: Pipeline
  pipeline:
  ${before}
  - step: compose
    functionRef: { name: ${name} }
    input:
      apiVersion: pt.fn.crossplane.io/v1beta1
      kind: Resources
      ${input}
      resources:
      - name: instance
        base: ${base.replace(/\n/g, ' ')}
        patches: ${patches.replace(/\n/g, ' ')}
        ${more}
  ${behind}`;
}

/** Findings about one patch of that resource, its place left out. */
export function findingsOfPatch(patch: string, more: Sample = {}): string[] {
  return findingsIn(sample({ ...more, patches: `[${patch}]` })).map((text) =>
    text.replace('~/patches/0', '~'),
  );
}

export function manifest(text: string): Manifest {
  return load(text) as Manifest;
}

/** Whether what is found is what is expected, in order: its start, or a part of it. */
export function expectFindings(found: readonly string[], expected: readonly string[]): void {
  const wanted = expected.map((part) => {
    const pattern = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const isStart = /^(\(warning\) )?(composed|composition|xrd)-/.test(part);
    return expect.stringMatching(new RegExp(isStart ? `^${pattern}` : pattern)) as string;
  });
  expect(found).toEqual(wanted);
}
