import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as Schema from '../../schema';
import type * as Template from '../../template';
import { command, type Values } from '../command';
import { CliError } from '../errors';
import type * as NeededModule from '../needed';
import type { Pins } from '../pins';
import type * as PinsModule from '../pins';
import { registryFlags, withRegistry } from '../registry';
import type * as Table from '../tag-table';
import type { TagRow } from '../tag-table';

const options = {
  'filter-semver': { type: 'string', summary: 'versions in this range only: ^1.0, >=1.2 <2' },
  'filter-regex': { type: 'string', summary: 'tags that this matches, RE2' },
  unpinned: { type: 'boolean', default: false, summary: 'tags that no ring of the file runs' },
  file: { type: 'string', short: 'f', default: 'releases.yaml', summary: 'what rings run' },
  all: {
    type: 'boolean',
    short: 'a',
    default: false,
    summary: 'tags of signatures and the like as well',
  },
  limit: { type: 'string', summary: 'so many, the newest version first; default all' },
  output: {
    type: 'string',
    short: 'o',
    values: ['table', 'json', 'name'],
    default: 'table',
    summary: 'a table, whole digests as JSON, or references by tag',
  },
  ...registryFlags,
} as const;

export const list = command({
  name: 'list',
  summary: 'List tags, their digests, and which rings run them.',
  args: '<oci://host/repository|OCI layout>',
  arity: { min: 1, max: 1 },
  example: "cdk8s-gitops list oci://ghcr.io/acme/manifests/core --filter-semver '^2.0'",
  options,
  async run({ flags, args: [target = ''] }, world) {
    const { newestFirst } = require('../../template') as typeof Template;
    const { readPins } = require('../pins') as typeof PinsModule;
    const { tagTable } = require('../tag-table') as typeof Table;
    const keep = filterOf(flags);
    const limit = limitOf(flags.limit);
    const pins = readPins(flags.file, world, flags.unpinned);
    const found = await entries(target, keep, flags, world);
    const needed = flags.unpinned ? await neededOf(target, found, pins, flags, world) : undefined;
    const rows = found
      .map(({ repository, ...row }): TagRow => {
        return { ...row, pinnedBy: pins.of(repository, row.digest, row.tag) };
      })
      .filter((row) => !needed?.(row))
      .sort((a, b) => newestFirst(a.tag, b.tag))
      .slice(0, limit);
    if (flags.output === 'json') world.print(JSON.stringify(rows, null, 2));
    else if (rows.length === 0) world.report('none');
    else if (flags.output === 'table') world.print(tagTable(rows));
    else for (const { reference } of rows) world.print(reference);
    return 0;
  },
});

/**
 * Whether something is needed because rings run something: it, what it is about, or what it refers to,
 * such as its signatures. That is asked for only where somebody is to remove what is not.
 */
async function neededOf(
  target: string,
  found: readonly Entry[],
  pins: Pins,
  flags: Values<typeof options>,
  world: World,
): Promise<(row: TagRow | Entry) => boolean> {
  const { helpedBy, linksOf, parseRepository } = require('../../oci') as typeof Oci;
  const { neededBy } = require('../needed') as typeof NeededModule;
  const run = found.filter((row) => pins.of(row.repository, row.digest, row.tag).length > 0);
  const repository = found.find((row) => row.repository !== undefined)?.repository;
  // What runs need not have a tag.
  const pinned = pins.digests.filter((one) => pins.of(repository, one).length > 0);
  const links = new Map<string, Oci.ManifestLinks>();
  if (repository !== undefined) {
    const at = parseRepository(repository);
    await withRegistry(`asking what is needed of ${target}`, flags, world, (open) =>
      Promise.all(
        [...new Set([...found.map(({ digest }) => digest), ...pinned])].map(async (digest) => {
          const manifest = await open().find({ ...at, identifier: digest });
          if (manifest) links.set(digest, linksOf(manifest));
        }),
      ),
    );
  }
  const needed = neededBy([...run.map(({ digest }) => digest), ...pinned], links);
  return ({ tag, digest }) => needed.has(digest) || needed.has(helpedBy(tag) ?? '');
}

type Entry = Omit<TagRow, 'pinnedBy'> & { readonly repository: string | undefined };

async function entries(
  target: string,
  keep: (tag: string) => boolean,
  flags: Values<typeof options>,
  world: World,
): Promise<Entry[]> {
  const { formatReference, listLayout, parseRepository } = require('../../oci') as typeof Oci;
  if (!target.startsWith('oci://') && world.disk.kindOf(target) === 'directory') {
    return listLayout(world.disk, target)
      .map(({ name = '', digest }) => ({
        tag: name,
        digest,
        reference: `${target}${name === '' ? `@${digest}` : `:${name}`}`,
        repository: undefined,
      }))
      .filter(({ tag }) => keep(tag));
  }
  const repository = parseRepository(target);
  const name = `${repository.registry}/${repository.repository}`;
  return withRegistry(`listing ${target}`, flags, world, async (open) => {
    const tags = (await open().tags(repository)).filter(keep);
    const digests = await open().digests(repository, tags);
    return tags.flatMap((tag, i) => {
      const digest = digests[i];
      // Removed since it was listed.
      if (digest === undefined) return [];
      const reference = formatReference({ ...repository, identifier: tag });
      return [{ tag, digest, reference, repository: name }];
    });
  });
}

function filterOf(flags: Values<typeof options>): (tag: string) => boolean {
  const { isHelperTag } = require('../../oci') as typeof Oci;
  const { fitsVersion } = require('../../template') as typeof Template;
  const { compilePattern } = require('../../schema') as typeof Schema;
  const { 'filter-semver': range, 'filter-regex': regex } = flags;
  const inRange = range === undefined ? undefined : fitsVersion(range);
  if (range !== undefined && !inRange) throw wrong('filter-semver', range, "write e.g. '^1.0'");
  const pattern = regex === undefined ? undefined : compilePattern(regex);
  if (regex !== undefined && !pattern) throw wrong('filter-regex', regex, 'write an RE2 pattern');
  return (tag) =>
    (flags.all || !isHelperTag(tag)) && (inRange?.(tag) ?? true) && (pattern?.test(tag) ?? true);
}

function limitOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw wrong('limit', text, 'write a number, 1 at least');
}

function wrong(flag: string, value: string, hint: string): CliError {
  return new CliError('CLI_FLAG_VALUE', `--${flag} is '${value}'`, hint);
}
