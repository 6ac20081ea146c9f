import type { Resources } from '../../../lib/crossplane/patch-and-transform/input';
import { resolvePatchSets } from '../../../lib/crossplane/patch-and-transform/patch-sets';
import { Testing } from 'cdk8s';
import { findKind } from '../../../imports/schemas';
import { isManifest, valueAt, type Manifest } from '../../../lib/core';
import { compile } from '../../../lib/schema';
import { lintApp } from '../../../lib/testing';
import { evaluate, nodeAt, schemaOf, setAt, type Patch, type Schema } from './patches';
import { fleet, platform, team } from './sample';

const manifests = [platform(), fleet()]
  .flatMap((chart) => Testing.synth(chart) as unknown[])
  .filter(isManifest);
const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);

/** The schema of an XR that these definitions define. */
function ownSchema({ apiVersion, kind }: Manifest): Schema | undefined {
  if (!apiVersion.startsWith('aws.cdk8s-gitops.dev/')) return undefined;
  const xrd = ofKind('CompositeResourceDefinition').find(
    (definition) => valueAt(definition, '/spec/names/kind') === kind,
  );
  return valueAt(xrd, '/spec/versions/0/schema/openAPIV3Schema') as Schema | undefined;
}

interface Template {
  readonly name: string;
  readonly base: Manifest;
  readonly patches?: readonly Patch[];
}

interface Composed {
  readonly title: string;
  readonly template: Template;
  readonly xr: Schema;
}

const composed = ofKind('Composition').flatMap((composition): Composed[] => {
  const kind = valueAt(composition, '/spec/compositeTypeRef/kind');
  const xrd = ofKind('CompositeResourceDefinition').find(
    (definition) => valueAt(definition, '/spec/names/kind') === kind,
  );
  const xr = valueAt(xrd, '/spec/versions/0/schema/openAPIV3Schema') as Schema;
  const input = valueAt(composition, '/spec/pipeline/0/input') as Resources;
  const resources = resolvePatchSets(input) as unknown as Template[];
  return resources.map((template) => ({ title: `${String(kind)} ${template.name}`, template, xr }));
});

// XRs that compositions compose are seen where stages are rendered.
const managed = composed.filter(({ template }) => !ownSchema(template.base));

test.each(managed)('$title is what its definition takes, with every patch applied', (each) => {
  const { base, patches = [] } = each.template;
  const found = findKind(base.apiVersion, base.kind);
  if (!found) throw new Error(`no schema of ${base.kind}`);
  const validate = compile(found.table, found.facts.root);
  const problems = (object: unknown) =>
    validate(object).map(({ pointer, message }) => `${pointer} ${message}`);
  const object = structuredClone(base);
  const incoming = patches.filter(({ type }) => !type.includes('ToComposite'));
  for (const patch of incoming) setAt(object, patch.toFieldPath, evaluate(patch, each.xr)[0]);
  expect(problems(object)).toEqual([]);
  for (const patch of incoming) {
    for (const value of evaluate(patch, each.xr)) {
      const other = structuredClone(object);
      setAt(other, patch.toFieldPath, value);
      expect(problems(other)).toEqual([]);
    }
  }
});

const toStatus = composed.flatMap(({ title, template, xr }) =>
  (template.patches ?? [])
    .filter(({ type }) => type === 'ToCompositeFieldPath')
    .map((patch) => ({ title: `${title} ${patch.fromFieldPath ?? ''}`, template, xr, patch })),
);

test.each(toStatus)('$title exists, and its type is that of the status field', (each) => {
  const { base } = each.template;
  const schema = ownSchema(base) ?? schemaOf(base.apiVersion, base.kind);
  const found = nodeAt(schema, each.patch.fromFieldPath ?? '');
  const source = each.patch.fromFieldPath?.startsWith('metadata.') ? { type: 'string' } : found;
  const target = nodeAt(each.xr, each.patch.toFieldPath);
  const number = each.patch.transforms ? 'string' : 'integer';
  const same = source?.['type'] === 'number' ? number : source?.['type'];
  expect(same).toBeDefined();
  expect(target?.['type']).toBe(same);
});

test('lint finds nothing in what platform, hub and team get together', () => {
  const app = Testing.app({ outdir: 'unused' });
  for (const make of [platform, fleet, team]) make(app);
  const findings = lintApp(app);
  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

test("a team's XRs are what the definitions take", () => {
  for (const xr of (Testing.synth(team()) as unknown[]).filter(isManifest)) {
    const xrd = ofKind('CompositeResourceDefinition').find(
      (definition) => valueAt(definition, '/spec/names/kind') === xr.kind,
    );
    const own = valueAt(xrd, '/spec/versions/0/schema/openAPIV3Schema') as Schema | undefined;
    const found = findKind(xr.apiVersion, xr.kind);
    const validate = own
      ? compile({ shapes: [] }, own)
      : found && compile(found.table, found.facts.root);
    expect(validate?.(xr)).toEqual([]);
  }
});

test.each(
  manifests.filter(({ kind }) => kind !== 'ClusterRole').map((m) => [m.metadata.name, m] as const),
)('%s is what Crossplane takes', (_, manifest) => {
  const found = findKind(manifest.apiVersion, manifest.kind);
  expect(found && compile(found.table, found.facts.root)(manifest)).toEqual([]);
});
