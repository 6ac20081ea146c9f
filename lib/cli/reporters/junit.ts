import { lineOf, sentenceOf, type Reporter } from '../findings/report';
import { resourcesOf, type Resource } from '../findings/resources';

/** One suite a file, one case an object; warnings are its output, errors its failures. */
export const junit: Reporter = {
  name: 'junit',
  summary: 'JUnit XML, for CI servers',

  render(report) {
    const suites = new Map<string, Resource[]>();
    for (const resource of resourcesOf(report)) {
      const suite = suites.get(resource.file) ?? [];
      suites.set(resource.file, suite);
      suite.push(resource);
    }
    const all = [...suites.values()].flat();
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="cdk8s-gitops" ${numbers(all)}>`,
      ...[...suites].flatMap(([file, resources]) => suiteLines(file, resources)),
      '</testsuites>',
    ].join('\n');
  },
};

function suiteLines(file: string, resources: readonly Resource[]): string[] {
  return [
    `  <testsuite name="${escape(file)}" ${numbers(resources)}>`,
    ...resources.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines(resource: Resource): string[] {
  const { manifest, status, findings } = resource;
  const { name = '', namespace } = manifest?.metadata ?? {};
  const title = manifest ? [namespace, name].filter(Boolean).join('/') : 'document';
  const type = manifest ? `${manifest.kind}@${manifest.apiVersion}` : '';
  const open = `    <testcase name="${escape(title)}" classname="${escape(type)}"`;
  const inner = findings.map((finding) => {
    const line = lineOf(finding);
    const place = line === undefined ? '' : `line ${line}: `;
    const message = escape(`${place}${sentenceOf(finding)}; ${finding.hint}`);
    if (finding.severity !== 'error') return `      <system-out>${message}</system-out>`;
    return `      <${tag(resource)} message="${message}" type="${escape(finding.rule)}"/>`;
  });
  if (status === 'skipped') inner.unshift('      <skipped/>');
  return inner.length === 0 ? [`${open}/>`] : [`${open}>`, ...inner, '    </testcase>'];
}

function tag({ status }: Resource): string {
  return status === 'error' ? 'error' : 'failure';
}

function numbers(resources: readonly Resource[]): string {
  const having = (wanted: Resource['status']) =>
    resources.filter(({ status }) => status === wanted).length;
  const failures = `failures="${having('invalid')}" errors="${having('error')}"`;
  return `tests="${resources.length}" ${failures} skipped="${having('skipped')}"`;
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;');
}
