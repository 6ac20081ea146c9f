import { join as joinPath } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import {
  ApplicationSet,
  asBoolean,
  asNumber,
  list,
  literal,
  orElse,
  when,
  type TemplatePatch,
} from '../../../constructs/argocd';
import { argocdFunctions, parseTemplate } from '../../../lib/template';
import { parseDocuments } from '../../../lib/core';
import { expectGolden } from '../../support/golden';
import { deployable, sourceOf } from './support/deployable';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const source = { repoURL: 'https://github.com/acme/apps.git', path: '.', targetRevision: 'main' };
const destination = { server: 'https://eu-1' };

const services = list([
  { name: 'web', tier: 'gold', prune: true, retries: 3, note: 'a "b": {{c}}\n<d>' },
  { name: 'api', tier: 'none', prune: false, retries: 0, note: 'é', team: 'core' },
]);
const fixed = list([{ name: 'web', tier: 'gold' }]);
type Params = NonNullable<(typeof services)['params']['of']>;

function setWith(
  templatePatch: string | ((p: Params) => TemplatePatch),
  props: { readonly source?: object; readonly strategy?: object } = {},
): Chart {
  const scope = chart();
  new ApplicationSet(scope, 'services', {
    generators: services,
    template: (p) => ({
      metadata: { name: p.name },
      spec: { project: 'web', source: { ...source, ...props.source }, destination },
    }),
    templatePatch: templatePatch as string,
    ...(props.strategy && { strategy: props.strategy }),
  });
  return scope;
}

function textOf(scope: Chart): string {
  const [{ spec }] = scope.toJson() as [{ spec: { templatePatch: string } }];
  return spec.templatePatch;
}

/** What the patch is for a set, as the controller reads it. */
function patchFor(patch: (p: Params) => TemplatePatch, set: object): unknown {
  const options = { functions: argocdFunctions, missingKey: 'error' } as const;
  const text = parseTemplate(textOf(setWith(patch)), options).execute(set);
  const [document] = parseDocuments(text);
  expect(document?.problem).toBeUndefined();
  return document?.value;
}

const web = {
  name: 'web',
  tier: 'gold',
  prune: 'true',
  retries: '3',
  note: 'a "b": {{c}}\n<d>: #',
};
const api = {
  name: 'api',
  tier: 'none',
  prune: 'false',
  retries: '0',
  note: 'é\u2028',
  team: 'core',
};

it('patches Applications as their parameters say', () => {
  const scope = setWith((p) => ({
    metadata: { annotations: { note: p.note, 'acme.io/team': orElse(p.team, 'none') } },
    spec: {
      revisionHistoryLimit: asNumber(p.retries),
      syncPolicy: {
        automated: when(p.tier, { gold: { prune: asBoolean(p.prune), selfHeal: true } }),
        retry: { limit: asNumber(p.retries), backoff: { duration: `${p.retries}s`, factor: 2 } },
      },
      source: { helm: { valueFiles: ['values.yaml', `${p.name}.yaml`], releaseName: p.name } },
    },
  }));
  expectGolden(
    joinPath(__dirname, 'golden', 'template-patch.yaml'),
    Yaml.stringify(...scope.toJson()),
  );
});

const cases: readonly (readonly [string, (p: Params) => TemplatePatch, object, unknown])[] = [
  [
    'quotes and line breaks of a parameter',
    (p) => ({ metadata: { annotations: { a: p.note, b: `x ${p.note}: "y"`, c: 'z: {}' } } }),
    web,
    { metadata: { annotations: { a: web.note, b: `x ${web.note}: "y"`, c: 'z: {}' } } },
  ],
  [
    'characters that YAML takes in escapes only',
    (p) => ({ metadata: { annotations: { a: p.note, b: '\u0085\u007f\ufeff' } } }),
    api,
    { metadata: { annotations: { a: api.note, b: '\u0085\u007f\ufeff' } } },
  ],
  [
    'keys that YAML 1.1 reads as booleans, and keys with parameters',
    (p) => ({ metadata: { labels: { on: 'y', no: 'off', 'a/b': '1', [`x-${p.name}`]: '2' } } }),
    web,
    { metadata: { labels: { on: 'y', no: 'off', 'a/b': '1', 'x-web': '2' } } },
  ],
  [
    'booleans and numbers',
    (p) => ({
      spec: {
        syncPolicy: {
          automated: { prune: asBoolean(p.prune) },
          retry: { limit: asNumber(p.retries) },
        },
      },
    }),
    api,
    { spec: { syncPolicy: { automated: { prune: false }, retry: { limit: 0 } } } },
  ],
  [
    'a field that no case gives, which is left out',
    (p) => ({ spec: { syncPolicy: { automated: when(p.tier, { gold: { prune: true } }) } } }),
    api,
    { spec: { syncPolicy: {} } },
  ],
  [
    'a field that a case gives',
    (p) => ({
      spec: {
        syncPolicy: {
          automated: when(p.tier, { gold: { prune: true } }),
          syncOptions: ['Replace=true'],
        },
      },
    }),
    web,
    { spec: { syncPolicy: { automated: { prune: true }, syncOptions: ['Replace=true'] } } },
  ],
  [
    'a whole spec that no case gives, which stays an object',
    (p) => ({ spec: when(p.tier, { gold: { revisionHistoryLimit: 1 } }) }),
    api,
    { spec: {} },
  ],
  [
    'a whole spec of a case, and a choice in a choice',
    (p) => ({
      spec: when(p.tier, {
        gold: { revisionHistoryLimit: 1, syncPolicy: when(p.name, { web: { automated: {} } }) },
      }),
    }),
    web,
    { spec: { revisionHistoryLimit: 1, syncPolicy: { automated: {} } } },
  ],
  [
    'the last resort',
    (p) => ({
      spec: { syncPolicy: when(p.tier, { gold: { automated: {} } }, { retry: { limit: 1 } }) },
    }),
    api,
    { spec: { syncPolicy: { retry: { limit: 1 } } } },
  ],
  [
    'null, which takes a field away, and empty objects and lists',
    () => ({ metadata: { labels: {} }, spec: { syncPolicy: null, info: [] } }),
    web,
    { metadata: { labels: {} }, spec: { syncPolicy: null, info: [] } },
  ],
  [
    'lists of objects and lists in them',
    (p) => ({
      spec: {
        sources: [
          { repoURL: 'a', path: p.name, helm: { valueFiles: ['x', `${p.name}.yaml`] } },
          { repoURL: 'b', helm: { parameters: [{ name: 'a', value: p.tier }] } },
        ],
      },
    }),
    web,
    {
      spec: {
        sources: [
          { repoURL: 'a', path: 'web', helm: { valueFiles: ['x', 'web.yaml'] } },
          { repoURL: 'b', helm: { parameters: [{ name: 'a', value: 'gold' }] } },
        ],
      },
    },
  ],
  [
    'values of a chart, and braces for its own templates',
    (p) => ({
      spec: {
        source: {
          helm: { valuesObject: { a: { b: [p.name, 1, true] }, c: literal('{{ .Values.x }}') } },
        },
      },
    }),
    web,
    {
      spec: {
        source: { helm: { valuesObject: { a: { b: ['web', 1, true] }, c: '{{ .Values.x }}' } } },
      },
    },
  ],
];

it.each(cases)('writes %s', (_, patch, set, expected) => {
  expect(patchFor(patch, set)).toEqual(expected);
});

it('decides at synth what the generator fixes', () => {
  const scope = chart();
  new ApplicationSet(scope, 'x', {
    generators: fixed,
    template: (p) => ({ metadata: { name: p.name }, spec: { project: 'web', destination } }),
    templatePatch: (p) => ({ metadata: { labels: when(p.tier, { gold: { a: 'b' } }) } }),
  });
  expect(textOf(scope)).toContain('a: "b"');
});

it('keeps raw text, and writes no patch for an empty one', () => {
  expect(textOf(setWith('spec: { revisionHistoryLimit: 3 }'))).toBe(
    'spec: { revisionHistoryLimit: 3 }',
  );
  expect(textOf(setWith(() => ({})))).toBeUndefined();
});

const nothing = null as unknown as undefined;
const core = sourceOf(deployable({}));
const refused: readonly (readonly [string, () => Chart, RegExp])[] = [
  ['a spec of null', () => setWith(() => ({ spec: nothing })), /has no spec, which wipes it/],
  [
    'a project',
    () => setWith(() => ({ spec: { project: 'other' } as object })),
    /sets the project, which Argo CD puts back/,
  ],
  [
    'an object of values that the template has too',
    () =>
      setWith(() => ({ spec: { source: { helm: { valuesObject: { image: { tag: 'v2' } } } } } }), {
        source: { helm: { valuesObject: { image: { tag: 'v1' }, a: 'b' } } },
      }),
    /value 'image' of helm\.valuesObject, which the template has too/,
  ],
  [
    'such an object in a case',
    () =>
      setWith(
        (p) => ({
          spec: when(p.tier, { gold: { source: { helm: { valuesObject: { l: [1] } } } } }),
        }),
        { source: { helm: { valuesObject: { l: [2] } } } },
      ),
    /value 'l' of helm\.valuesObject/,
  ],
  [
    'rules that would replace those of the content',
    () =>
      setWith(() => ({ spec: { syncPolicy: { syncOptions: ['Replace=true'] } } }), {
        source: core,
      }),
    /replaces syncPolicy\.syncOptions/,
  ],
  [
    'automated sync beside RollingSync',
    () =>
      setWith(() => ({ spec: { syncPolicy: { automated: {} } } }), {
        strategy: { type: 'RollingSync', rollingSync: { steps: [] } },
      }),
    /sets syncPolicy\.automated/,
  ],
];

it.each(refused)('refuses %s', (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_TEMPLATE_PATCH' }));
  expect(make).toThrow(message);
});

it('accepts values that do not clash', () => {
  const patch = () => ({
    spec: { source: { helm: { valuesObject: { a: 'c', other: { b: 1 } } } } },
  });
  const valuesObject = { image: { tag: 'v1' }, a: 'b' };
  expect(() => setWith(patch, { source: { helm: { valuesObject } } })).not.toThrow();
});

it('refuses an optional parameter that a cast let through, with its place', () => {
  const make = () => setWith((p) => ({ metadata: { labels: { a: p.team as unknown as string } } }));
  expect(make).toThrow(
    /parameter team may be missing, in the templatePatch of ApplicationSet 'services' at \/metadata\/labels\/a/,
  );
});

it('refuses a choice in a template', () => {
  const make = () =>
    new ApplicationSet(chart(), 'x', {
      generators: services,
      template: (p) => ({
        metadata: {
          name: p.name,
          labels: when(p.tier, { gold: { a: 'b' } }) as unknown as { a: '' },
        },
        spec: { project: 'web', destination },
      }),
    });
  expect(make).toThrow(/only a templatePatch takes choices/);
});
