import { renderComposite } from '../../../lib/render/crossplane';
import { goTemplating } from '../../../lib/render/crossplane/functions/go-templating';
import type { JsonObject } from '../../../lib/render/crossplane/protocol';

const xr = {
  apiVersion: 'example.org/v1',
  kind: 'XThing',
  metadata: { name: 'x' },
  spec: { n: 3 },
};
const entry = <T>(manifest: T) => ({ manifest, origin: {} });

function render(input: JsonObject) {
  const functionRef = { name: 'function-go-templating' };
  const spec = {
    compositeTypeRef: { apiVersion: 'example.org/v1', kind: 'XThing' },
    pipeline: [{ step: 'write', functionRef, input }],
  };
  const composition = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec,
  };
  return renderComposite({ xr: entry(xr), composition: entry(composition) });
}

const inline = (template: string) => ({ source: 'Inline', inline: { template } });
const document = (...fields: readonly string[]) =>
  [
    'apiVersion: example.org/v1',
    'kind: Thing',
    'metadata:',
    '  annotations:',
    '    {{ setResourceNameAnnotation "a" }}',
    ...fields,
  ].join('\n');

describe('a pipeline with templates', () => {
  it('composes what they write, and the status of the XR', () => {
    const status = 'apiVersion: example.org/v1\nkind: XThing\nstatus: { seen: true }';
    const size = 'spec: { size: {{ .observed.composite.resource.spec.n }} }';
    const { composed, xr: written } = render(inline(`${document(size)}\n---\n${status}`));
    expect(composed).toMatchObject([{ kind: 'Thing', spec: { size: 3 } }]);
    expect(written).toHaveProperty('status.seen', true);
  });

  test.each([
    ['a template that does not parse', inline('kind: K\nx: {{ .a'), 'template: manifests:2: '],
    ['an unknown function', inline('a\nb: {{ nope }}'), 'manifests:2: function "nope" not defined'],
    ['a failing call', inline('a\n  b: {{ fail "no" }}'), 'manifests:2:8: executing "manifests"'],
    ['a function that asks the clock', inline('a: {{ now }}'), 'manifests:1:6: executing'],
    [
      'output that is no YAML',
      inline('{{ "a: [" }}\n'),
      'cannot decode manifest: line 2 (document 1)',
    ],
    [
      'an object without kind',
      inline('\na: {{ 1 }}'),
      "line 2 (document 1): Object 'Kind' is missing",
    ],
    [
      'text behind a separator',
      inline('kind: K\n--- x'),
      'line 2: invalid Yaml document separator: x',
    ],
    [
      'an annotation that is no text',
      inline(document('    on: true')),
      'annotation true is true, which is no text: quote it',
    ],
    [
      'an option that Go does not know',
      { ...inline('a'), options: ['missingkey=eror'] },
      "cannot apply template options: 'missingkey=eror' is no option",
    ],
    [
      'templates in the image of the function',
      { source: 'FileSystem', fileSystem: { dirPath: '/templates' } },
      'cannot read /templates, which is in the image of the function: give a folder for it (--template-folder',
    ],
    [
      'a requirement of another type',
      inline(
        'apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1\nkind: ExtraResources\n' +
          'requirements: { a: { kind: 3 } }',
      ),
      'requirements.a.kind is 3, not a string',
    ],
  ])('names the step and the place of %s', (_, input, message) => {
    expect(() => render(input)).toThrow(`pipeline step "write" returned a fatal result: `);
    expect(() => render(input)).toThrow(message);
  });
});

describe('a context', () => {
  const context = (data: string) =>
    `apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1\nkind: Context\ndata: ${data}`;
  const run = (given: JsonObject) =>
    goTemplating.run({
      observed: { composite: { resource: xr }, resources: {} },
      desired: { resources: {} },
      context: given,
      input: inline(`${context('{ k: { a: 1 } }')}\n---\n${context('{ k: { b: 2 } }')}`),
    }).context;

  it('that was there gets all that is written for one key', () => {
    expect(run({ old: 1 })).toEqual({ old: 1, k: { a: 1, b: 2 } });
  });

  it('that was empty gets the last that is written for one key', () => {
    expect(run({})).toEqual({ k: { b: 2 } });
  });
});

describe('what a template wrote', () => {
  const run = (input: JsonObject, status?: unknown) =>
    goTemplating.run({
      observed: { composite: { resource: xr }, resources: {} },
      desired: { composite: { resource: { status } }, resources: {} },
      context: {},
      input,
    });
  const own = 'apiVersion: example.org/v1\nkind: XThing\n';

  it('leaves a status of null that is null in both', () => {
    const { composite } = run(inline(`${own}status: null`), null).desired;
    expect(composite?.resource).toEqual({ status: null });
  });

  it('may have a key twice: the last one counts', () => {
    const { composite } = run(inline(`${own}status: { a: 1, a: 2 }`), {}).desired;
    expect(composite?.resource).toEqual({ status: { a: 2 } });
  });

  it('gives connection details up to where they are no base 64', () => {
    const kind = 'apiVersion: meta.gotemplating.fn.crossplane.io/v1alpha1\n';
    const data = 'data: { a: YWJjZ, b: YWJj!, c: "!", d: YQ== }';
    const { composite } = run(inline(`${kind}kind: CompositeConnectionDetails\n${data}`)).desired;
    expect(composite?.connectionDetails).toEqual({ a: 'YWJj', b: 'YWJj', c: '', d: 'YQ==' });
  });

  it('may be trimmed by delimiters of another length', () => {
    const template = `${own}status: { a: [2, <<<- .observed.composite.resource.spec.n ->, 4] }`;
    const { composite } = run({ ...inline(template), delims: { left: '<<<', right: '>' } }).desired;
    expect(composite?.resource).toEqual({ status: { a: [2, 3, 4] } });
  });
});
