import { join } from 'node:path/posix';
import type { IConstruct } from 'constructs';
import type { Group, Layout } from '../../lib/synth';
import { deliveriesOf } from './delivery';

/** Which charts of an app travel together, and the folder below the output folder that they get. */
export function layoutOf(app: IConstruct): Layout {
  const groups = new Map<IConstruct, Group>();
  for (const { name, parts, adopted } of deliveriesOf(app)) {
    for (const { root, folder } of parts) groups.set(root, { root, folder: join(name, folder) });
    const [top] = parts;
    if (!top) continue;
    for (const chart of adopted) groups.set(chart, { root: top.root, folder: name });
  }
  return (chart) => {
    for (const scope of chart.node.scopes.toReversed()) {
      const group = groups.get(scope);
      if (group) return group;
    }
    return undefined;
  };
}
