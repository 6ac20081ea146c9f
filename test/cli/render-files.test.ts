import { render } from '../../lib/cli/commands/render';
import { parseInvocation } from '../../lib/cli/parse';
import { parseDocuments } from '../../lib/core';
import { memoryWorld } from '../support/memory-world';

/** An XR whose one step is function-go-templating with this input; the rest of the step is `more`. */
async function run(
  input: object,
  more: object,
  files: Readonly<Record<string, string>>,
  ...flags: string[]
) {
  const step = {
    step: 'templates',
    functionRef: { name: 'function-go-templating' },
    input: { apiVersion: 'gotemplating.fn.crossplane.io/v1beta1', kind: 'GoTemplate', ...input },
    ...more,
  };
  const composition = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec: {
      compositeTypeRef: { apiVersion: 'acme.io/v1', kind: 'X' },
      mode: 'Pipeline',
      pipeline: [step],
    },
  };
  const xr = { apiVersion: 'acme.io/v1', kind: 'X', metadata: { name: 'x', namespace: 'n' } };
  const world = memoryWorld({
    'xr.yaml': JSON.stringify(xr),
    'c.yaml': JSON.stringify(composition),
    'f.yaml': FUNCTIONS,
    ...files,
  });
  await render.run(parseInvocation(render, ['xr.yaml', 'c.yaml', 'f.yaml', ...flags]), world);
  return parseDocuments(world.out.join('\n')).map(({ value }) => value as object);
}

const FUNCTIONS = `apiVersion: pkg.crossplane.io/v1
kind: Function
metadata: { name: function-go-templating }
spec: { package: xpkg.crossplane.io/crossplane-contrib/function-go-templating:v0.12.2 }
`;

const configMap = (name: string, value: string) => `apiVersion: v1
kind: ConfigMap
metadata: { annotations: { gotemplating.fn.crossplane.io/composition-resource-name: ${name} } }
data: { value: ${value} }
`;

describe('templates in the image of function-go-templating', () => {
  const input = { source: 'FileSystem', fileSystem: { dirPath: '/templates' } };
  const flag = '--template-folder=/templates=t';

  it('are the files of the folder that is given for it, in order, hidden ones left out', async () => {
    const files = {
      't/b.tmpl': configMap('b', '{{ $a }}'),
      't/a/first.yaml': '{{ $a := "set before" }}',
      't/.hidden': '{{ fail "hidden" }}',
      't/.git/config': '{{ fail "hidden" }}',
    };
    const [, ...composed] = await run(input, {}, files, flag);
    expect(composed).toEqual([
      expect.objectContaining({ kind: 'ConfigMap', data: { value: 'set before' } }),
    ]);
  });

  it('may be none', async () => {
    expect(await run(input, {}, { 't/.keep': '' }, flag)).toHaveLength(1);
  });

  it.each([
    ['no folder is given for', [], 'give a folder for it (--template-folder /templates=<folder>)'],
    ['another folder is given for', ['--template-folder=/other=t'], 'give a folder for it'],
    ['a folder is given for that is not there', ['--template-folder=/templates=no'], "'no'"],
    ['a flag without = is given for', ['--template-folder=t'], "not 't'"],
  ])('are an error where %s', async (_, flags, message) => {
    const files = { 't/a.yaml': configMap('a', 'a') };
    await expect(run(input, {}, files, ...flags)).rejects.toThrow(message);
  });
});

describe('schemas that functions ask for', () => {
  const document = JSON.stringify({
    components: {
      schemas: {
        'io.acme.v1.Widget': {
          type: 'object',
          properties: {
            spec: { allOf: [{ $ref: '#/components/schemas/Spec' }], description: 'wrapped' },
            self: { $ref: '#/components/schemas/io.acme.v1.Widget' },
          },
          'x-kubernetes-group-version-kind': [{ group: 'acme.io', version: 'v1', kind: 'Widget' }],
        },
        Spec: { type: 'object', properties: { size: { type: 'integer' } } },
        Options: {
          'x-kubernetes-group-version-kind': [
            { group: 'acme.io', version: 'v1', kind: 'Options' },
            { group: 'other.io', version: 'v1', kind: 'Options' },
          ],
        },
      },
    },
  });
  const more = {
    requirements: {
      requiredSchemas: [
        { requirementName: 'widget', apiVersion: 'acme.io/v1', kind: 'Widget' },
        { requirementName: 'options', apiVersion: 'acme.io/v1', kind: 'Options' },
        { requirementName: 'pod', apiVersion: 'v1', kind: 'Pod' },
      ],
    },
  };
  const template = configMap('seen', '{{ .requiredSchemas | toJson | quote }}');
  const input = { source: 'Inline', inline: { template } };

  async function seen(...flags: string[]): Promise<unknown> {
    const [, map] = await run(
      input,
      more,
      { 's/deep/acme.json': document, 's/x.txt': '' },
      ...flags,
    );
    return JSON.parse((map as { data: { value: string } }).data.value);
  }

  it('come from a folder, with what they refer to written out', async () => {
    expect(await seen('-s', 's')).toEqual({
      widget: {
        openapiV3: {
          type: 'object',
          properties: {
            spec: { type: 'object', properties: { size: { type: 'integer' } } },
            self: { type: 'object' },
          },
          'x-kubernetes-group-version-kind': [{ group: 'acme.io', version: 'v1', kind: 'Widget' }],
        },
      },
      options: {},
      pod: {},
    });
  });

  it('are empty without one', async () => {
    expect(await seen()).toEqual({ widget: {}, options: {}, pod: {} });
  });

  it.each([
    ['no JSON file', { 'e/a.yaml': '' }, 'e', "folder 'e' has no .json file"],
    ['a file that is no JSON', { 'e/a.json': '{' }, 'e', "cannot read 'e/a.json'"],
    ['a file that is no object', { 'e/a.json': '[]' }, 'e', 'it is no object'],
    [
      'a reference to nothing',
      { 'e/a.json': document.replace('"Spec":', '"Other":') },
      'e',
      'cannot resolve Ref "#/components/schemas/Spec"',
    ],
  ])('are an error for a folder with %s', async (_, files, folder, message) => {
    await expect(run(input, more, files, '--required-schemas', folder)).rejects.toThrow(message);
  });
});

describe('annotations of all functions', () => {
  const input = { source: 'Inline', inline: { template: '{}' } };
  const runtime = 'render.crossplane.io/runtime=Development';

  it('win over those in the file', async () => {
    const target = 'render.crossplane.io/runtime-development-target=127.0.0.1:1';
    await expect(run(input, {}, {}, '-a', runtime, '-a', target, '--timeout=2s')).rejects.toThrow(
      'no function answers at 127.0.0.1:1',
    );
  });

  it.each([
    [['-a', 'x'], "--function-annotations takes key=value, not 'x'"],
    [['--timeout', 'x'], "--timeout is 'x'"],
  ])('are refused: %j', async (flags, message) => {
    await expect(run(input, {}, {}, ...flags)).rejects.toThrow(message);
  });
});

describe('credentials in templates', () => {
  const credentials = [
    { name: 'c', source: 'Secret', secretRef: { namespace: 'team', name: 's' } },
  ];
  const secret = `apiVersion: v1
kind: Secret
metadata: { namespace: team, name: s }
data: { given: YWI=, empty: "" }
`;

  it.each([
    ['given', 'toString', 'ab'],
    ['given', 'toJson', '"YWI="'],
    ['given', 'len', '2'],
    ['none', 'toString', ''],
    ['none', 'toJson', 'null'],
    ['none', 'typeOf', '[]uint8'],
    ['none', 'len', '0'],
    ['none', 'print', '[]'],
    ['none', 'default "d"', 'd'],
    ['empty', 'toJson', '""'],
  ])('are bytes, also of a key that is not there: %s | %s', async (key, pipe, expected) => {
    const value = `{{ $d := getCredentialData . "c" }}{{ index $d "${key}" | ${pipe} }}`;
    const template = `{{- define "value" }}${value}{{ end }}\n${configMap('m', '{{ include "value" . | quote }}')}`;
    const input = { source: 'Inline', inline: { template } };
    const files = { 'secret.yaml': secret };
    const [, map] = await run(input, { credentials }, files, '--function-credentials=secret.yaml');
    expect(map).toHaveProperty('data.value', expected);
  });
});
