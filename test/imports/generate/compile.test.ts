import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import ts from 'typescript';
import type { Crd } from '../../../imports/generate';
import type { Node } from '../../../imports/generate/schema';
import { root as packageRoot } from '../../support/source-files';
import { object, root, text, typescript, widget } from '../support/definitions';

const AWKWARD = [
  'build',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'node',
  'props',
  'metadata',
  'a-b',
  'a.b',
  'aB',
  'a_b',
  '2fa',
  '$ref',
  "it's",
  'back\\slash',
  'new\nline',
  '日本',
  'class',
  'default',
];
const awkward = Object.fromEntries(
  AWKWARD.map((name) => [name, object({ [name]: object({ spec: text }) })]),
);
const hostile = JSON.parse(
  '{"type":"object","properties":{"__proto__":{"type":"string"}}}',
) as Node;

const kind = (name: string, change: Partial<Crd['versions'][number]> = {}): Crd =>
  widget({}, { kind: name, versions: [{ name: 'v1', served: true, storage: true, ...change }] });

/** Definitions as unkind as the API server allows, and uses of what becomes of them. */
const programs: readonly [string, readonly Crd[], string][] = [
  [
    'field names of every sort',
    [widget(object({ ...awkward, proto: hostile }))],
    `new Widget(chart, 'a', { spec: {} });
new Widget(chart, 'b', { spec: { toString: {}, 'a-b': { 'a-b': { spec: 'x' } }, proto: { ['__proto__']: 'x' } } });
// @ts-expect-error misspelt
new Widget(chart, 'c', { spec: { 'a-b': { 'a-c': {} } } });`,
  ],
  [
    'one name all the way down',
    [widget(object({ spec: object({ spec: object({ spec: object({ spec: text }) }) }) }))],
    `new Widget(chart, 'a', { spec: { spec: { spec: { spec: { spec: 'x' } } } } });`,
  ],
  [
    'kinds named as JavaScript, cdk8s or each other',
    [
      'Object',
      'Map',
      'ApiObject',
      'Construct',
      'JsonObject',
      'Widget',
      'WidgetProps',
      'WidgetSpec',
    ].map((name) =>
      kind(name, {
        schema: root({
          spec: object({ a: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
        }),
      }),
    ),
    `new AcmeObject(chart, 'a', { spec: {} }); new AcmeConstruct(chart, 'b', { spec: { a: { any: 1 } } });`,
  ],
  [
    'roots that keep unknown fields, and no schema at all',
    [
      kind('Open', { schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
      kind('Blank'),
    ],
    `new Open(chart, 'a', { spec: { anything: [1] }, data: 'x' }); new Blank(chart, 'b');`,
  ],
  [
    'lists of lists, maps of lists, unions in lists',
    [
      widget(
        object({
          matrix: {
            type: 'array',
            items: { type: 'array', items: { type: 'array', items: text } },
          },
          map: {
            type: 'object',
            additionalProperties: { type: 'array', items: { ...text, nullable: true } },
          },
          ports: { type: 'array', items: { 'x-kubernetes-int-or-string': true } },
          codes: { type: 'array', items: { type: 'integer', enum: [301, 302] } },
          pairs: { type: 'object', additionalProperties: object({ a: text }), nullable: true },
        }),
      ),
    ],
    `new Widget(chart, 'a', { spec: { matrix: [[['x']]], map: { a: ['x', null] }, ports: [1, 'http'], codes: [301], pairs: null } });
// @ts-expect-error not in the enum
new Widget(chart, 'b', { spec: { codes: [303] } });`,
  ],
];

it.each(programs)(
  '%s compile',
  (_, crds, uses) => {
    const program = `${typescript(...crds)}
declare const chart: Construct;
${uses}
`;
    expect(problemsOf(program)).toEqual([]);
  },
  30_000,
);

it('gives classes that hold their kind and pass unknown fields through', () => {
  const code = typescript(widget(object({ a: text })));
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2017 },
  });
  const exported: Record<string, new (...args: unknown[]) => { toJson(): unknown }> = {};
  new Function('exports', 'require', outputText)(exported, require);
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'chart');
  const Widget = exported.Widget;
  if (!Widget) throw new Error('no class Widget');
  const props = { metadata: { name: 'w' }, spec: { a: 'x', later: 1 }, extra: true, kind: 'Other' };
  expect(new Widget(chart, 'w', props).toJson()).toEqual({
    apiVersion: 'acme.io/v1',
    kind: 'Widget',
    metadata: { name: 'w' },
    spec: { a: 'x', later: 1 },
    extra: true,
  });
});

/** What the compiler says under the settings of cdk8s's template. */
function problemsOf(text: string): string[] {
  const file = join(packageRoot, 'test/imports/virtual.ts');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2017,
    lib: ['lib.es2016.d.ts'],
    strict: true,
    noUnusedLocals: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    if (path === file) return ts.createSourceFile(path, text, ts.ScriptTarget.ES2017);
    return (cache[path] ??= getSourceFile(path, ...rest));
  };
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const cache: Record<string, ts.SourceFile | undefined> = {};
