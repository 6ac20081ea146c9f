import { ApiObject, type Chart } from 'cdk8s';
import { deliveriesOf } from '../artifact/delivery';

/**
 * Objects that a hub has in common with a hub made before it: both root Applications would write
 * them, in turns, for ever. Derived repository Secrets are shared on purpose.
 */
export function clashesOf(hub: Chart): string[] {
  const hubs = deliveriesOf(hub).filter(({ kind }) => kind === 'hub');
  const before = hubs.slice(
    0,
    hubs.findIndex(({ construct }) => construct === hub),
  );
  const taken = new Map(before.flatMap(({ construct }) => [...applicationsIn(construct as Chart)]));
  return [...applicationsIn(hub)].flatMap(([key, path]) => {
    const other = taken.get(key);
    return other === undefined
      ? []
      : [`'${path}' and '${other}' are both ${key}: give one of them another name`];
  });
}

function applicationsIn(hub: Chart): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const construct of hub.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const { kind, name, metadata, node } = construct;
    if (kind !== 'Application' && kind !== 'ApplicationSet' && kind !== 'AppProject') continue;
    found.set(`${kind} ${metadata.namespace ?? ''}/${name}`, node.path);
  }
  return found;
}
