import { sentenceOf, type Reporter } from '../findings/report';
import { resourcesOf, type Resource } from '../findings/resources';

/** One line an object; findings below it as comments. */
export const tap: Reporter = {
  name: 'tap',
  summary: 'Test Anything Protocol',

  render(report) {
    const resources = resourcesOf(report);
    const lines = resources.flatMap((resource, i) => linesOf(resource, i + 1));
    return ['TAP version 13', ...lines, `1..${resources.length}`].join('\n');
  },
};

function linesOf({ manifest, file, status, findings }: Resource, n: number): string[] {
  const { namespace, name } = manifest?.metadata ?? {};
  const id = [manifest?.apiVersion, manifest?.kind, namespace, name].filter(Boolean).join('/');
  const ok = status === 'invalid' || status === 'error' ? 'not ok' : 'ok';
  const what = id === '' ? file : `${file} (${id})`;
  const head = `${ok} ${n} - ${what.replace(/#/g, '\\#')}${status === 'skipped' ? ' # skip' : ''}`;
  return [head, ...findings.map((finding) => `# ${finding.severity}: ${sentenceOf(finding)}`)];
}
