import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import type { Side } from '../artifact-side';
import { command } from '../command';
import { printable } from '../printable';
import { registryFlags, withRegistry } from '../registry';

/** A manifest with what refers to it. */
interface Node {
  readonly digest: string;
  readonly artifactType: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly referrers: readonly Node[];
}

export const tree = command({
  name: 'tree',
  summary: 'Show what refers to an artifact: signatures, provenances.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops tree oci://ghcr.io/acme/manifests/core:v1.2.0',
  options: {
    'artifact-type': {
      type: 'string',
      summary: 'what has this type alone, and what refers to that',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json'],
      default: 'text',
      summary: 'lines, or everything that is known',
    },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { parsePlace, refuseFolder } = require('../artifact-side') as typeof SideModule;
    const side = refuseFolder(parsePlace(target, world), 'tree');
    const [reference, all] = await withRegistry(`asking for ${target}`, flags, world, (open) =>
      side.kind === 'layout' ? layoutTree(side, world) : registryTree(side, open()),
    );
    const type = flags['artifact-type'];
    const referrers = all.filter(({ artifactType }) => (type ?? artifactType) === artifactType);
    if (flags.output === 'json') world.print(JSON.stringify({ reference, referrers }, null, 2));
    else for (const line of [reference, ...lines(referrers, '')]) world.print(line);
    return 0;
  },
});

type Tree = readonly [reference: string, referrers: readonly Node[]];

async function registryTree(
  { reference: at }: Extract<Side, { kind: 'registry' }>,
  registry: Oci.Registry,
): Promise<Tree> {
  const { formatReference } = require('../../oci') as typeof Oci;
  const digest = await registry.resolve(at);
  const reference = formatReference({ ...at, identifier: digest });
  const listed = (subject: Oci.Digest) => registry.referrers(at, subject);
  return [reference, await below(digest, listed, new Set([digest]))];
}

async function layoutTree(
  { folder, name }: Extract<Side, { kind: 'layout' }>,
  { disk }: World,
): Promise<Tree> {
  const { layoutReferrers, readLayout } = require('../../oci') as typeof Oci;
  const { digest } = readLayout(disk, folder, name);
  const all = layoutReferrers(disk, folder, digest);
  const listed = (subject: Oci.Digest) =>
    all
      .filter((one) => one.subject === subject)
      .map(({ entry }) => ({ ...entry, artifactType: entry.artifactType ?? '' }));
  return [`${folder}@${digest}`, await below(digest, listed, new Set([digest]))];
}

async function below(
  digest: Oci.Digest,
  listed: (subject: Oci.Digest) => readonly Oci.Referrer[] | Promise<readonly Oci.Referrer[]>,
  seen: Set<string>,
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (const found of await listed(digest)) {
    if (seen.has(found.digest)) continue;
    seen.add(found.digest);
    const { artifactType, annotations } = found;
    nodes.push({
      digest: found.digest,
      artifactType,
      ...(annotations && { annotations }),
      referrers: await below(found.digest, listed, seen),
    });
  }
  return nodes;
}

/** Lines of at most 80 columns, save digests and types that are longer by themselves. */
function* lines(nodes: readonly Node[], indent: string): Generator<string> {
  for (const [i, node] of nodes.entries()) {
    const last = i === nodes.length - 1;
    const inside = indent + (last ? '   ' : '│  ');
    yield `${indent}${last ? '└─ ' : '├─ '}${node.artifactType || 'no type is stated'}`;
    yield `${inside}${node.digest}`;
    for (const [key, value] of Object.entries(node.annotations ?? {})) {
      yield `${inside}${key}: ${printable(value)}`;
    }
    yield* lines(node.referrers, inside);
  }
}
