import { Names, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Group } from './groups';

/**
 * Name of a chart's file or folder: cdk8s's own, or in a group the path below its root, joined by
 * `-`, in lower case (two files must not differ in case only), without a hash unless nothing is left.
 */
export function chartName(chart: Chart, group: Group | undefined): string {
  if (!group) return Names.toDnsLabel(chart);
  const name = pathBelow(chart, group.root)
    .map((id) => id.toLowerCase().replace(/[^0-9a-z-_.]/g, ''))
    .filter((id) => id !== '')
    .join('-');
  // Ids of other scripts leave nothing: without a name the file would be beside its folder.
  return name === '' ? Names.toDnsLabel(chart) : name;
}

/** Name of a file for one object, as cdk8s has it: `Deployment.web`. */
export function objectName(object: {
  readonly kind: string;
  readonly metadata: { readonly name?: string };
}): string {
  return `${object.kind}.${object.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/** The order of charts as cdk8s puts it in front of their names: `0003-`. */
export function indexPrefix(index: number): string {
  return `${index.toString().padStart(4, '0')}-`;
}

/** Ids from below `root`; the whole path for a construct that is not below it, the id for `root`. */
function pathBelow(construct: IConstruct, root: IConstruct): string[] {
  if (construct === root) return [construct.node.id];
  const scopes = construct.node.scopes;
  return scopes
    .slice(scopes.indexOf(root) + 1)
    .map(({ node }) => node.id)
    .filter((id) => id !== '');
}
