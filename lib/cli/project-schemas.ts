import { join } from 'node:path';
import type * as Generate from '../../imports/generate';
import type * as Shipped from '../../imports/schemas';
import { groupOf, type World } from '../core';
import { CliError } from './errors';

/** What `import` wrote for a group, relative to its output folder. */
const FOLDER = 'imports/schemas';

/**
 * The shipped schemas behind those that `import` wrote into the project: a group's table is read
 * when one of its kinds is asked for.
 */
export function projectSchemas(world: World): typeof Shipped {
  const shipped = require('../../imports/schemas') as typeof Shipped;
  const tables = new Map<string, readonly Shipped.SchemaTable[]>();
  const tablesFor = (group: string) => {
    let known = tables.get(group);
    if (!known) tables.set(group, (known = readTables(group, world)));
    return known;
  };
  return {
    ...shipped,
    findKind: (apiVersion, kind, options) =>
      shipped.findKind(apiVersion, kind, { ...options, tables: tablesFor(groupOf(apiVersion)) }),
    servedVersions: (group, kind, options) =>
      shipped.servedVersions(group, kind, { ...options, tables: tablesFor(group) }),
    kindsOf: (group, options) => shipped.kindsOf(group, { ...options, tables: tablesFor(group) }),
  };
}

function readTables(group: string, { disk }: World): readonly Shipped.SchemaTable[] {
  // Most groups are the shipped ones, and most projects import nothing.
  if (group === '' || disk.kindOf(FOLDER) !== 'directory') return [];
  const { fileName } = require('../../imports/generate') as typeof Generate;
  const path = join(FOLDER, `${fileName(group)}.json`);
  const text = disk.read(path)?.toString();
  if (text === undefined) return [];
  try {
    const table = JSON.parse(text) as Shipped.SchemaTable;
    if (Array.isArray(table.shapes) && typeof table.kinds === 'object') return [table];
  } catch {
    // Said below, as for any other content.
  }
  throw new CliError(
    'CLI_INPUT_INVALID',
    `cannot read ${path}`,
    'run cdk8s-gitops import again: it writes that file',
  );
}
