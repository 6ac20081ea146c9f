import { clustersWithoutSelector } from '../../../lib/lint/rules/clusters-without-selector';
import { defaultProject } from '../../../lib/lint/rules/default-project';
import { missingKeyOption } from '../../../lib/lint/rules/missing-key-option';
import { rawClusterName } from '../../../lib/lint/rules/raw-cluster-name';
import { rollingSyncSwitchesOffAutomation } from '../../../lib/lint/rules/rolling-sync-switches-off-automation';
import { templateNotRepeatable } from '../../../lib/lint/rules/template-not-repeatable';
import { templateSyntax } from '../../../lib/lint/rules/template-syntax';
import { application, applicationSet } from '../support/applications';
import { ruleCases } from '../support/rule-cases';

const SET = 'argoproj.io/ApplicationSet/set';
const CLUSTERS = '[{ clusters: { selector: { matchLabels: { a: b } } } }]';
const NESTED = '[{ matrix: { generators: [{ list: {} }, { clusters: {} }] } }]';

describe('clusters-without-selector', () => {
  const set = (generators: string) => applicationSet({ generators });
  ruleCases(clustersWithoutSelector, [
    {
      title: 'reports none',
      given: set('[{ clusters: {} }]'),
      reports: [`${SET}/spec/generators/0/clusters has no selector`],
    },
    {
      title: 'reports an empty one',
      given: set('[{ clusters: { selector: {} } }]'),
      reports: [`${SET}/spec/generators/0/clusters`],
    },
    {
      title: 'looks into a matrix',
      given: set(NESTED),
      reports: [`${SET}/spec/generators/0/matrix/generators/1/clusters`],
    },
    { title: 'accepts labels', given: set(CLUSTERS), reports: [] },
    {
      title: 'accepts expressions',
      given: set(
        '[{ clusters: { selector: { matchExpressions: [{ key: a, operator: Exists }] } } }]',
      ),
      reports: [],
    },
    { title: 'leaves other generators alone', given: set('[{ git: {} }]'), reports: [] },
  ]);
});

describe('raw-cluster-name', () => {
  const named = (name: string, generators = CLUSTERS) => applicationSet({ generators, name });
  const place = `${SET}/spec/template/metadata/name`;
  ruleCases(rawClusterName, [
    {
      title: 'reports the simple form',
      given: named('{{name}}-core'),
      reports: [`${place} is '{{name}}-core'`],
    },
    { title: "reports Go's form", given: named('{{ .name }}-core'), reports: [place] },
    { title: 'reports it in a matrix', given: named('{{name}}', NESTED), reports: [place] },
    {
      title: 'accepts the normalized name',
      given: named('{{ .nameNormalized }}-core'),
      reports: [],
    },
    { title: 'accepts a function', given: named('{{ normalize .name }}'), reports: [] },
    {
      title: 'accepts names of other generators',
      given: named('{{name}}', '[{ list: {} }]'),
      reports: [],
    },
  ]);
});

describe('template-syntax', () => {
  const go = (name: string) => applicationSet({ more: 'goTemplate: true,', name });
  const simple = (name: string) => applicationSet({ name });
  const place = `${SET}/spec/template/metadata/name`;
  ruleCases(templateSyntax, [
    {
      title: 'reports a bare name in Go templates',
      given: go('{{name}}'),
      reports: [`${place} there is no function 'name'`],
    },
    {
      title: 'reports a bare path in Go templates',
      given: go('a-{{ metadata.labels.x }}'),
      reports: [place],
    },
    {
      title: 'accepts Go templates',
      given: go('{{ .name }}-{{ if eq .a "b" }}x{{ else }}y{{ end }}'),
      reports: [],
    },
    {
      title: 'reports a dot without Go templates',
      given: simple('{{.name}}'),
      reports: [`${place} stays as it is without goTemplate: true`],
    },
    {
      title: 'reports a condition without Go templates',
      given: simple('{{ if x }}a{{ end }}'),
      reports: [place],
    },
    {
      title: 'accepts simple templates',
      given: simple('{{name}}-{{ metadata.labels.a/b }}-{{path[0]}}'),
      reports: [],
    },
    {
      title: 'looks at the values of a clusters generator',
      given: applicationSet({
        more: 'goTemplate: true,',
        generators: "[{ clusters: { values: { a: '{{name}}' } } }]",
      }),
      reports: [`${SET}/spec/generators/0/clusters/values/a`],
    },
    {
      title: 'escapes the keys of its pointers',
      given: applicationSet({ more: 'goTemplate: true,', spec: "source: { 'a/b': '{{x}}' }" }),
      reports: [`${SET}/spec/template/spec/source/a~1b`],
    },
  ]);
});

describe('missing-key-option', () => {
  const options = (text: string) => applicationSet({ more: `goTemplate: true, ${text}` });
  ruleCases(missingKeyOption, [
    { title: 'reports none', given: options(''), reports: [`${SET}/spec/goTemplateOptions`] },
    {
      title: 'reports another',
      given: options('goTemplateOptions: [missingkey=zero],'),
      reports: [`${SET}/spec/goTemplateOptions`],
    },
    {
      title: 'accepts missingkey=error',
      given: options('goTemplateOptions: [missingkey=error],'),
      reports: [],
    },
    { title: 'asks nothing of simple templates', given: applicationSet({}), reports: [] },
  ]);
});

describe('rolling-sync-switches-off-automation', () => {
  const rolling = (policy: string, type = 'RollingSync') =>
    applicationSet({ more: `strategy: { type: ${type} },`, spec: `syncPolicy: { ${policy} }` });
  ruleCases(rollingSyncSwitchesOffAutomation, [
    {
      title: 'reports automation',
      given: rolling('automated: {}'),
      reports: [`${SET}/spec/template/spec/syncPolicy/automated is set, but`],
    },
    {
      title: 'accepts automation that is off',
      given: rolling('automated: { enabled: false }'),
      reports: [],
    },
    { title: 'accepts none', given: rolling(''), reports: [] },
    {
      title: 'accepts another strategy',
      given: rolling('automated: {}', 'AllAtOnce'),
      reports: [],
    },
  ]);
});

describe('default-project', () => {
  ruleCases(defaultProject, [
    {
      title: 'reports it in an Application',
      given: application('project: default'),
      reports: ["argoproj.io/Application/shop/spec/project is 'default'"],
    },
    {
      title: 'reports it in a template',
      given: applicationSet({ spec: 'project: default' }),
      reports: [`${SET}/spec/template/spec/project`],
    },
    {
      title: 'reports an empty one, which means it',
      given: application("project: ''"),
      reports: ['argoproj.io/Application/shop/spec/project'],
    },
    { title: 'accepts another', given: application('project: shop'), reports: [] },
  ]);
});

describe('template-not-repeatable', () => {
  const go = (name: string, more = 'goTemplate: true,') => applicationSet({ name, more });
  const place = `${SET}/spec/template/metadata/name`;
  ruleCases(templateNotRepeatable, [
    {
      title: 'reports the clock',
      given: go('{{ now.Year }}'),
      reports: [`${place} calls now, whose`],
    },
    {
      title: 'reports it in a patch',
      given: applicationSet({ more: "goTemplate: true, templatePatch: '{{ ago 1 }}'," }),
      reports: [`${SET}/spec/templatePatch calls ago`],
    },
    { title: 'accepts a parameter of that name', given: go('{{ .now }}'), reports: [] },
    { title: 'accepts dates that are given', given: go('{{ date "2006" 0 }}'), reports: [] },
    { title: 'accepts the word outside of a template', given: go('now-{{ .name }}'), reports: [] },
    { title: 'leaves the simple engine alone', given: go('{{now}}', ''), reports: [] },
    { title: 'leaves what cannot be parsed to others', given: go('{{ now'), reports: [] },
  ]);
});
