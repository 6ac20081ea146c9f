import { renderComposite, type RenderProfile } from '../../../lib/render/crossplane';
import type { Manifest } from '../../../lib/core';

/* What functions are given of what they ask for: of a cluster, or of the list that the CLI once kept. */

const entry = (manifest: Manifest) => ({ manifest, origin: {} });
const map = (namespace: string, name: string, labels = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace, name, labels },
});
const REQUIRED = [
  map('b', 'z', { app: 'x' }),
  map('a', 'z', { app: 'x' }),
  map('b', 'a', { app: 'x' }),
  map('c', 'a'),
];

interface Asked {
  readonly matchName?: string;
  readonly namespace?: string;
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** What a template sees of one requirement, as `namespace/name`. */
function seen(
  profile: RenderProfile,
  asked: Asked,
  how: 'asks' | 'is given',
  required = REQUIRED,
): unknown {
  const { matchName, ...rest } = asked;
  const template = `
apiVersion: v1
kind: ConfigMap
metadata: { annotations: { gotemplating.fn.crossplane.io/composition-resource-name: it } }
data: {{ dict "items" (.requiredResources | toJson) | toJson }}
---
apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1
kind: ExtraResources
requirements: ${how === 'asks' ? JSON.stringify({ it: { apiVersion: 'v1', kind: 'ConfigMap', ...asked } }) : '{}'}
`;
  const step = {
    step: 'ask',
    functionRef: { name: 'function-go-templating' },
    ...(how === 'is given' && {
      requirements: {
        requiredResources: [
          { requirementName: 'it', apiVersion: 'v1', kind: 'ConfigMap', name: matchName, ...rest },
        ],
      },
    }),
    input: {
      apiVersion: 'gotemplating.fn.crossplane.io/v1beta1',
      kind: 'GoTemplate',
      source: 'Inline',
      inline: { template },
    },
  };
  const composition = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec: {
      compositeTypeRef: { apiVersion: 'example.org/v1', kind: 'XThing' },
      mode: 'Pipeline',
      pipeline: [step],
    },
  };
  const xr = { apiVersion: 'example.org/v1', kind: 'XThing', metadata: { name: 'x' } };
  const { composed } = renderComposite({
    xr: entry(xr),
    composition: entry(composition),
    required,
    profile,
  });
  const { items } = composed[0]?.['data'] as { readonly items: string };
  const { it: found } = JSON.parse(items) as {
    readonly it: { readonly items?: readonly { readonly resource: Manifest }[] };
  };
  return (found.items ?? []).map(
    ({ resource: { metadata } }) => `${metadata.namespace ?? ''}/${metadata.name ?? ''}`,
  );
}

test.each([
  {
    title: 'labels find objects of all namespaces',
    asked: { matchLabels: { app: 'x' } },
    cluster: ['a/z', 'b/a', 'b/z'],
    list: ['b/a', 'b/z', 'a/z'],
  },
  {
    title: 'a name and a namespace find one object',
    asked: { matchName: 'z', namespace: 'a' },
    cluster: ['a/z'],
    list: ['b/z'],
  },
  {
    title: 'a name without a namespace finds none in one',
    asked: { matchName: 'a' },
    cluster: [],
    list: ['b/a'],
  },
  { title: 'no such name', asked: { matchName: 'none' }, cluster: [], list: [] },
] as const)('$title', ({ asked, cluster, list }) => {
  for (const how of ['asks', 'is given'] as const) {
    expect(seen('2.3', asked, how)).toEqual(cluster);
    expect(seen('2.2', asked, how)).toEqual(list);
  }
});

test('up to 2.2 a namespace that is asked for with labels excludes nothing', () => {
  const asked = { matchLabels: { app: 'x' }, namespace: 'a' };
  expect(seen('2.3', asked, 'is given')).toEqual(['a/z']);
  expect(seen('2.2', asked, 'is given')).toEqual(['b/a', 'b/z', 'a/z']);
});

/** What one template makes of its context, its credentials and what it both is given and asks for. */
function told(profile: RenderProfile): unknown {
  const template = `
apiVersion: v1
kind: ConfigMap
metadata: { annotations: { gotemplating.fn.crossplane.io/composition-resource-name: it } }
data: { seen: {{ dig "seen" "first" .context }}, key: {{ (getCredentialData . "c").key | toString }} }
---
apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1
kind: Context
data: { seen: again }
---
apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1
kind: ExtraResources
requirements: { it: { apiVersion: v1, kind: ConfigMap, matchName: z, namespace: a } }
`;
  const secret = (namespace: string, key: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'c', namespace },
    data: { key: Buffer.from(key).toString('base64') },
  });
  const it = { apiVersion: 'v1', kind: 'ConfigMap', name: 'z', namespace: 'a' };
  const step = {
    step: 'ask',
    functionRef: { name: 'function-go-templating' },
    requirements: { requiredResources: [{ requirementName: 'it', ...it }] },
    credentials: [{ name: 'c', source: 'Secret', secretRef: { namespace: 'b', name: 'c' } }],
    input: {
      apiVersion: 'gotemplating.fn.crossplane.io/v1beta1',
      kind: 'GoTemplate',
      source: 'Inline',
      inline: { template },
    },
  };
  const composition = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec: {
      compositeTypeRef: { apiVersion: 'example.org/v1', kind: 'XThing' },
      mode: 'Pipeline',
      pipeline: [step],
    },
  };
  const xr = { apiVersion: 'example.org/v1', kind: 'XThing', metadata: { name: 'x' } };
  const { composed } = renderComposite({
    xr: entry(xr),
    composition: entry(composition),
    required: REQUIRED,
    credentials: [secret('a', 'of-a'), secret('b', 'of-b')],
    context: { other: 1 },
    profile,
  });
  return composed[0]?.['data'];
}

test('up to 2.2 a function is called again that had at first all that it asks for', () => {
  expect(told('2.3')).toEqual({ seen: 'first', key: 'of-b' });
  expect(told('2.2')).toEqual({ seen: 'again', key: 'of-b' });
});
