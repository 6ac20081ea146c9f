import type { Manifest } from '../../lib/core';
import { expandApplicationSet, fileTree, type ExpandInputs } from '../../lib/render';

const clusters = [
  { name: 'eu-1', server: 'https://10.0.0.1', labels: { region: 'eu-west-1' } },
  { name: 'us-1', server: 'https://10.0.0.2', labels: { region: 'us-east-1' } },
];
const url = 'https://x/y.git';
const list = (...elements: object[]) => [{ list: { elements } }];
const files = [{ git: { repoURL: url, revision: 'HEAD', files: [{ path: '*.yaml' }] } }];

interface Given {
  readonly generators: readonly object[];
  readonly name?: string;
  readonly path?: string;
  readonly namespace?: string;
  readonly goTemplate?: boolean;
  readonly goTemplateOptions?: readonly string[];
  readonly inputs?: Partial<ExpandInputs>;
}

function diagnose({ generators, name = 'a', path = '.', namespace, inputs, ...spec }: Given) {
  const set: Manifest = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 's', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      ...spec,
      generators,
      template: {
        metadata: { name, namespace },
        spec: {
          project: 'p',
          source: { repoURL: url, path },
          destination: { server: 'https://10.0.0.1' },
        },
      },
    },
  };
  return expandApplicationSet(set, { clusters, ...inputs }).diagnostics.filter(
    ({ rule }) => rule !== 'application-name-duplicate',
  );
}

const repository = (content: string) => ({
  repositories: new Map([[url, fileTree({ 'a.yaml': content })]]),
});
const strict = { goTemplateOptions: ['missingkey=error'] };
const nameAt = '/spec/template/metadata/name';
const pathAt = '/spec/template/spec/source/path';

interface Case {
  readonly title: string;
  readonly given: Given;
  readonly reports: readonly (readonly [
    rule: string,
    pointer: string,
    message: string,
    hint: string,
  ])[];
}

describe('what goes wrong is told with its place and a repair:', () => {
  test.each<Case>([
    {
      title: 'a template that does not parse, with line and column',
      given: { generators: list({ name: 'a' }), name: 'x-\n{{ .name ) }}' },
      reports: [['application-set-fails', nameAt, '(line 2, column 10 of the template)', '']],
    },
    {
      title: 'a function that Go does not know',
      given: { generators: list({ name: 'a' }), name: '{{ uper .name }}' },
      reports: [
        ['application-set-fails', nameAt, 'function "uper" not defined (line 1, column 4', 'upper'],
      ],
    },
    {
      title: 'a parameter without its dot',
      given: { generators: list({ name: 'a' }), name: '{{ name }}' },
      reports: [
        ['application-set-fails', nameAt, 'function "name" not defined', 'write {{ .name }}'],
      ],
    },
    {
      title: 'a parameter that is misspelt, with the one that was meant',
      given: { generators: list({ region: 'eu' }), name: '{{ .regoin }}', ...strict },
      reports: [['application-set-fails', nameAt, 'no entry for key "regoin"', 'write .region']],
    },
    {
      title: 'a label that is misspelt, with all of its path',
      given: {
        generators: [{ clusters: { selector: { matchLabels: { region: 'eu-west-1' } } } }],
        name: '{{ .metadata.labels.regoin }}',
        ...strict,
      },
      reports: [
        [
          'application-set-fails',
          nameAt,
          'no entry for key "regoin"',
          'write .metadata.labels.region',
        ],
      ],
    },
    {
      title: 'metadata that in-cluster does not have',
      given: {
        generators: [{ clusters: {} }],
        name: '{{ .metadata.labels.region }}',
        ...strict,
      },
      reports: [
        [
          'application-set-fails',
          nameAt,
          "for 'in-cluster'",
          'select clusters by a label, which leaves out in-cluster',
        ],
      ],
    },
    {
      title: '<no value>, with the parameter that is missing',
      given: { generators: list({ region: 'eu' }), path: '{{ .region }}/{{ .servic }}' },
      reports: [
        [
          'application-parameter-missing',
          pathAt,
          "no generator gives 'servic'",
          'use a parameter that its generators give: .region',
        ],
      ],
    },
    {
      title: 'a tag that is left, with the parameter that was meant',
      given: { goTemplate: false, generators: list({ region: 'eu' }), path: '{{ regoin }}' },
      reports: [
        [
          'application-parameter-missing',
          pathAt,
          "no generator gives 'regoin'",
          'write {{region}}',
        ],
      ],
    },
    {
      title: 'a dot that only goTemplate knows',
      given: { goTemplate: false, generators: list({ region: 'eu' }), path: '{{.region}}' },
      reports: [
        ['application-parameter-missing', pathAt, "gives '.region'", 'write {{region}}: a dot'],
      ],
    },
    {
      title: 'braces that are meant for Helm, not at all',
      given: { generators: list({ region: 'eu' }), path: '{{ "{{ .Values.x }}" }}' },
      reports: [],
    },
    {
      title: 'a git file that is malformed, and what it freezes',
      given: { generators: files, inputs: repository('- a\n- b') },
      reports: [
        [
          'application-set-fails',
          '/spec/generators/0/git/files',
          "freezes the whole ApplicationSet: error generating params from git: unable to process file 'a.yaml'",
          'write a.yaml as a map or a list of maps, or exclude it',
        ],
      ],
    },
    {
      title: 'a number that Go prints with an exponent',
      given: { generators: list({ account: 123456789012 }), path: 'a/{{ .account }}' },
      reports: [
        [
          'application-number-exponent',
          pathAt,
          "prints the number 'account' as 1.23456789012e+11",
          'quote the number where it is written: "123456789012", or write {{ int64 .account }}',
        ],
      ],
    },
    {
      title: 'such a number of a file, without goTemplate',
      given: {
        goTemplate: false,
        generators: files,
        path: '{{account.id}}',
        inputs: repository('account: { id: 1234567 }'),
      },
      reports: [
        [
          'application-number-exponent',
          pathAt,
          "prints the number 'account.id' as 1.234567e+06",
          'quote the number where it is written: "1234567"',
        ],
      ],
    },
    {
      title: 'no such number that is printed otherwise or not at all',
      given: {
        generators: list({ account: 123456789012, other: 1234567, text: '1e+06' }),
        path: '{{ int64 .account }}/{{ .text }}',
      },
      reports: [],
    },
    {
      title: 'a selector that compares such a number',
      given: {
        generators: [
          { list: { elements: [{ n: 1234567 }] }, selector: { matchLabels: { n: '1234567' } } },
          { list: { elements: [{ n: 7654321 }] }, selector: { matchLabels: { n: '1234567' } } },
        ],
      },
      reports: [
        [
          'application-set-input-suspicious',
          '/spec/generators/0/selector',
          "compares 'n' with 1234567, but Go prints that number as 1.234567e+06",
          'compare with "1.234567e+06"',
        ],
        ['application-set-empty', '/spec/generators', '', ''],
      ],
    },
    {
      title: 'a key with dots in a list, which goTemplate takes as one name',
      given: { generators: list({ name: 'a', 'values.size': '3', 'acme.io/x': '1' }) },
      reports: [
        [
          'application-set-input-suspicious',
          '/spec/generators/0/list/elements/0/values.size',
          "has the key 'values.size' in a list",
          'write { values: { size: … } }',
        ],
      ],
    },
    {
      title: 'not without goTemplate, where it is a path',
      given: { goTemplate: false, generators: list({ 'values.size': '3' }) },
      reports: [],
    },
    {
      title: 'a map that is laid over the labels of a cluster, at which Argo CD panics',
      given: {
        generators: [
          {
            merge: {
              mergeKeys: ['name'],
              generators: [
                { clusters: { selector: { matchLabels: { region: 'eu-west-1' } } } },
                {
                  list: { elements: [{ name: 'eu-1', metadata: { labels: { region: 'x' } } }] },
                },
              ],
            },
          },
        ],
      },
      reports: [['application-set-fails', '', 'Argo CD panics, its log says so', 'rename the key']],
    },
    {
      title: 'a function whose result differs each time',
      given: { generators: list({ name: 'a' }), path: '{{ .name }}-{{ now | date "2006" }}' },
      reports: [['application-set-not-repeatable', pathAt, 'now', '']],
    },
    {
      title: 'a template of the namespace that fails, though its result does not count',
      given: { generators: list({ name: 'a' }), namespace: '{{ fail "no" }}' },
      reports: [['application-set-fails', '/spec/template/metadata/namespace', 'no', '']],
    },
    {
      title: "a generator's own template, where that is what fails",
      given: {
        generators: [
          {
            list: {
              elements: [{ name: 'a' }],
              template: { metadata: { name: '{{ .nam }}' }, spec: {} },
            },
          },
        ],
        path: '{{ .pat }}',
        ...strict,
      },
      reports: [
        [
          'application-set-fails',
          '/spec/generators/0/list/template/metadata/name',
          '"nam"',
          '.name',
        ],
      ],
    },
    {
      title: 'two cluster Secrets with one name',
      given: {
        generators: [{ clusters: { selector: { matchLabels: { region: 'eu-west-1' } } } }],
        inputs: { clusters: [...clusters, { name: 'eu-1', server: 'https://10.0.0.3' }] },
      },
      reports: [
        [
          'application-set-input-suspicious',
          '/spec/generators/0/clusters',
          "two cluster Secrets with the name 'eu-1'",
          'give each cluster a name of its own',
        ],
        ['application-set-empty', '/spec/generators', '', ''],
      ],
    },
    {
      title: 'a generator that nobody knows, and that it deletes',
      given: { generators: [{ cluster: {} }] },
      reports: [
        [
          'application-set-generator-unknown',
          '/spec/generators/0',
          'so it gives no Applications and deletes those it gave before',
          'write clusters',
        ],
      ],
    },
  ])('$title', ({ given, reports }) => {
    const found = diagnose(given);
    expect(found.map(({ rule, pointer }) => [rule, pointer])).toEqual(
      reports.map(([rule, pointer]) => [rule, pointer]),
    );
    reports.forEach(([, , message, hint], i) => {
      expect(found[i]?.message).toContain(message);
      expect(found[i]?.hint).toContain(hint);
    });
  });
});
