import { YamlOutputType } from 'cdk8s';
import { formatKey, isManifest, keyOf } from '../core';
import { SynthError } from './errors';
import { UNGROUPED } from './groups';
import type { Rendered, SynthPass } from './pass';

/**
 * Refuses objects that would be applied as one, the second over the first: same group, kind,
 * namespace and name among objects that are applied together. These are the objects of a group; of
 * the app, where it is written to one file or folder; else of one chart, since charts may go to
 * different clusters. An object without a namespace is only the same as another without (which one
 * it will be in is not known here), and one without a name gets its own from the API server.
 *
 * @throws {SynthError} `SYNTH_DUPLICATE_OBJECT` with both construct paths.
 */
export function refuseDuplicates(pass: SynthPass, group: number): void {
  const charts = pass.structure.chartsOf(group).map((chart) => pass.renderedOf(chart));
  for (const together of isOneFolder(pass, group) ? [charts.flat()] : charts) refuseIn(together);
}

function isOneFolder({ app: { yamlOutputType } }: SynthPass, group: number): boolean {
  return (
    group !== UNGROUPED ||
    yamlOutputType === YamlOutputType.FILE_PER_APP ||
    yamlOutputType === YamlOutputType.FILE_PER_RESOURCE
  );
}

function refuseIn(together: readonly Rendered[]): void {
  const seen = new Map<string, Rendered>();
  for (const rendered of together) {
    const { value } = rendered;
    if (!isManifest(value) || !value.metadata.name) continue;
    const { group, kind, namespace = '', name } = keyOf(value);
    const key = `${group}/${kind}/${namespace}/${name}`;
    const first = seen.get(key);
    if (first) {
      const paths = `'${first.construct.node.path}' and '${rendered.construct.node.path}'`;
      throw new SynthError(
        'SYNTH_DUPLICATE_OBJECT',
        `${paths} are the same object, ${formatKey(keyOf(value))}: the second would replace the first`,
        'give one of them another name or namespace, or remove it',
      );
    }
    seen.set(key, rendered);
  }
}
