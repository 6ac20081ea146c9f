import {
  ApiObject,
  Chart,
  JsonPatch,
  Lazy,
  type App,
  type AppProps,
  YamlOutputType,
  type ResolutionContext,
} from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';

/** An app as data, so that the same one can be built twice. */
export interface AppSpec {
  readonly props: AppProps;
  readonly children: readonly NodeSpec[];
  /** Indexes of constructs, modulo their number: the first depends on the second. */
  readonly dependencies: readonly (readonly [number, number])[];
}

export interface NodeSpec {
  readonly type: 'chart' | 'construct' | 'object';
  readonly id: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly plainNames?: boolean;
  readonly name?: string;
  readonly metadata?: Record<string, unknown>;
  readonly fields?: Record<string, unknown>;
  readonly patches?: readonly PatchSpec[];
  readonly children: readonly NodeSpec[];
}

type PatchSpec = readonly ['add' | 'replace' | 'remove', string, unknown];

/** In a value: `{ $lazy }` is made a Lazy, `{ $token }` an implicit token, `{ $union }` a union. */
export function buildApp<A extends App>(app: A, spec: AppSpec): A {
  const all: Construct[] = [];
  const counter = { count: 0 };
  for (const child of spec.children) build(app, child);
  for (const [from, to] of spec.dependencies) {
    const [source, target] = [all[from % all.length], all[to % all.length]];
    if (source && target && source !== target) source.node.addDependency(target);
  }
  return app;

  function build(scope: Construct, node: NodeSpec): void {
    if (scope.node.tryFindChild(node.id)) return;
    const construct = make(scope, node);
    all.push(construct);
    for (const child of node.children) build(construct, child);
  }

  function make(scope: Construct, node: NodeSpec): Construct {
    if (node.type === 'construct') return new Construct(scope, node.id);
    const { namespace, labels } = node;
    if (node.type === 'chart' || !inChart(scope)) {
      const disableResourceNameHashes = node.plainNames;
      return new Chart(scope, node.id, { namespace, labels, disableResourceNameHashes });
    }
    const metadata = live({ ...node.metadata, name: node.name, namespace, labels }, counter);
    const object = new ApiObject(scope, node.id, {
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      ...(live(node.fields ?? {}, counter) as object),
      metadata: metadata as object,
    });
    for (const [op, path, value] of node.patches ?? []) {
      object.addJsonPatch(op === 'remove' ? JsonPatch.remove(path) : JsonPatch[op](path, value));
    }
    return object;
  }
}

/** A custom resolver that replaces one word and counts nothing. */
export const shout = {
  resolve(context: ResolutionContext): void {
    if (context.value === 'word') context.replaceValue('WORD');
  },
};

function node(depth: number, type: fc.Arbitrary<NodeSpec['type']>): fc.Arbitrary<NodeSpec> {
  const inner = fc.constantFrom<NodeSpec['type'][]>(
    'object',
    'object',
    'object',
    'object',
    'construct',
    'chart',
  );
  return fc.record(
    {
      type,
      id: fc.oneof(
        fc.constantFrom(
          '10',
          '9',
          '007',
          'Default',
          'Resource',
          'web',
          'Web UI',
          'a',
          'b',
          'c',
          'd',
        ),
        fc.stringMatching(/^[a-z]{1,3}$/),
        fc.constant('x'.repeat(61)),
      ),
      namespace: fc.constantFrom('shop', 'core-system'),
      labels: fc.constantFrom<Record<string, string>[]>({}, { app: 'web' }, { b: '1', a: '2' }),
      plainNames: fc.boolean(),
      name: fc.stringMatching(/^[a-z]{4,6}$/),
      metadata,
      fields,
      patches: fc.array(patch, { maxLength: 2 }),
      children:
        depth === 0
          ? fc.constant<NodeSpec[]>([])
          : fc.array(node(depth - 1, inner), { maxLength: 3 }),
    },
    { requiredKeys: ['type', 'id', 'children'] },
  );
}

const text = fc.constantFrom(
  'word',
  'two words',
  '',
  'true',
  '0755',
  'a: b',
  'x\ny\n',
  '- item',
  'ü',
);
const key = fc.constantFrom('b', 'a', '10', '9', 'spec', 'Z', 'data', 'x.y/z', 'constructor0');

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer({ min: -5, max: 99 }),
    fc.boolean(),
    fc.constantFrom(null, undefined, 1.5, [], {}),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    fc.record({ $lazy: tie('value') }),
    fc.constant({ $count: true }),
    fc.record({ $token: tie('value') }),
    fc.record({ $union: fc.oneof(text, fc.integer()) }),
  ),
}));

const metadata = fc.dictionary(
  fc.constantFrom('annotations', 'generateName', 'extra'),
  fc.oneof(
    fc.constantFrom({}, { note: 'x', also: '' }, { k: { $lazy: 'v' }, n: { $count: true } }),
    fc.record({ $token: fc.constant({ n: { $count: true } }) }),
  ),
  { maxKeys: 2 },
);

const fields = fc.dictionary(fc.constantFrom('spec', 'data', 'abc', 'type', '5', 'zz'), value, {
  maxKeys: 3,
});

const patch: fc.Arbitrary<PatchSpec> = fc.oneof(
  fc.tuple(
    fc.constant('add' as const),
    fc.constantFrom('/spec', '/metadata/note', '/aa', '/metadata/labels'),
    fc.constantFrom({ b: 1, a: 2 }, 'word', null, [1]),
  ),
  fc.tuple(
    fc.constant('replace' as const),
    fc.constantFrom('/kind', '/metadata/name'),
    fc.constant('Changed'),
  ),
  fc.tuple(
    fc.constant('remove' as const),
    fc.constantFrom('/spec', '/kind', '/metadata/labels', '/metadata/name'),
    fc.constant(undefined),
  ),
);

export const appSpec: fc.Arbitrary<AppSpec> = fc.record({
  props: fc.record(
    {
      yamlOutputType: fc.constantFrom(
        YamlOutputType.FILE_PER_CHART,
        YamlOutputType.FILE_PER_APP,
        YamlOutputType.FILE_PER_RESOURCE,
        YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      ),
      outputFileExtension: fc.constantFrom('.yaml', '.k8s.yaml'),
      recordConstructMetadata: fc.boolean(),
      resolvers: fc.constantFrom([], [], [], [shout]),
    },
    { requiredKeys: [] },
  ),
  children: fc.array(node(3, fc.constantFrom('chart', 'chart', 'chart', 'construct')), {
    maxLength: 4,
  }),
  dependencies: fc.array(
    fc
      .tuple(fc.nat(40), fc.nat(40))
      // Mostly from later to earlier, or nearly every app would be a circle.
      .chain(([a, b]) =>
        fc
          .integer({ min: 0, max: 9 })
          .map((dice) =>
            dice === 0 ? ([a, b] as const) : ([Math.max(a, b), Math.min(a, b)] as const),
          ),
      ),
    { maxLength: 6 },
  ),
});

/** A union as `cdk8s import` writes them. */
class IntOrString {
  constructor(readonly value: unknown) {}
}

function live(value: unknown, counter: { count: number }): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => live(element, counter));
  if ('$lazy' in value) return Lazy.any({ produce: () => live(value.$lazy, counter) });
  if ('$count' in value) return Lazy.any({ produce: () => (counter.count += 1) });
  if ('$token' in value) return { resolve: () => live(value.$token, counter) };
  if ('$union' in value) return new IntOrString(value.$union);
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, live(v, counter)]));
}

function inChart(scope: Construct): boolean {
  return scope.node.scopes.some((construct) => Chart.isChart(construct));
}
