import type * as Schemas from '../../../imports/schemas';
import { ManifestSet, nearest, type World } from '../../core';
import type * as PlanModule from '../../plan';
import type * as Render from '../../render';
import type * as Trees from '../artifact-trees';
import type * as SchemasIn from '../plan/schemas-in';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Config from '../config';
import type * as Files from '../manifest-files';
import type * as Contents from '../plan/contents';
import type * as Git from '../plan/git-contents';
import type * as Inventories from '../plan/inventories';
import type * as Json from '../plan/json';
import type * as Markdown from '../plan/markdown';
import type * as Resolve from '../plan/resolve-state';
import type * as Store from '../plan/releases-store';
import type * as Summary from '../plan/summary';
import type * as Text from '../plan/text';
import type * as Undo from '../plan/undo';
import { printableLines } from '../printable';
import { openRegistry, registryFlags } from '../registry';

export const plan = command({
  name: 'plan',
  summary: 'Show what a change does, from ApplicationSets down to fields.',
  args: '<base> <head>',
  arity: { min: 2, max: 2 },
  example: 'cdk8s-gitops plan main . --inventory inventory.yaml',
  options: {
    inventory: {
      type: 'string',
      short: 'i',
      summary: 'file that lists the clusters; default inventory.yaml of each state',
    },
    'base-inventory': {
      type: 'string',
      summary: 'file that lists them as they were at base; default as above',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'markdown', 'json'],
      default: 'text',
      summary: 'how to show the plan',
    },
    'allow-deletions': {
      type: 'boolean',
      default: false,
      summary: 'exit 0, not 1, if something is deleted or renamed',
    },
    'allow-unknown': {
      type: 'boolean',
      default: false,
      summary: 'exit 0, not 3, if something could not be compared',
    },
    live: {
      type: 'string',
      multiple: true,
      summary: 'compare <head> with what runs: a file of kubectl get -o yaml; may be repeated',
    },
    cluster: { type: 'string', summary: 'the cluster that --live is of' },
    'no-pull': {
      type: 'boolean',
      default: false,
      summary: 'ask no registry for releases and artifacts that are not here',
    },
    ...registryFlags,
  },
  async run({ flags, args: [base = '', head = ''] }, world) {
    const { neededSources, plan: compare, planLive } = require('../../plan') as typeof PlanModule;
    const { resolveState } = require('../plan/resolve-state') as typeof Resolve;
    const { ReleasesStore } = require('../plan/releases-store') as typeof Store;
    const { ArtifactTrees } = require('../artifact-trees') as typeof Trees;
    const { contentsOf } = require('../plan/contents') as typeof Contents;
    const { gitContents } = require('../plan/git-contents') as typeof Git;
    const { findKind } = require('../../../imports/schemas') as typeof Schemas;
    const { schemasIn } = require('../plan/schemas-in') as typeof SchemasIn;
    const { inventoriesOf } = require('../plan/inventories') as typeof Inventories;
    const { readConfig } = require('../config') as typeof Config;
    const { undoSteps } = require('../plan/undo') as typeof Undo;
    const { deletes, isEmpty, isPartial } = require('../plan/summary') as typeof Summary;

    let registry: ReturnType<typeof openRegistry> | undefined;
    const open = () => (registry ??= openRegistry(flags, world));
    try {
      const store = new ReleasesStore();
      store.addLayout(world.disk, '.gitops/oci');
      const read = [
        await resolveState(base, world, store, open),
        await resolveState(head, world, store, open),
      ] as const;
      const known = inventoriesOf([read[0].own, read[1].own], flags, world);
      const [old, now] = [read[0].state, read[1].state];
      refuseUnlike(old, now, (name) => world.disk.kindOf(`${name}/oci-layout`) === 'file');
      const ask = flags['no-pull'] ? undefined : open;
      const { argocd } = readConfig(world).targets;
      const trees = new ArtifactTrees(store, world, ask);
      const { from, to, needed } = await trees.settle((artifacts) => {
        const from = { ...old, ...known[0], facts: { ...known[0].facts, artifacts, argocd } };
        const to = { ...now, ...known[1], facts: { ...known[1].facts, artifacts, argocd } };
        return { from, to, needed: neededSources([from, to]) };
      });
      const released = await contentsOf(needed, store, world, ask);
      const ofGit = gitContents(needed, [from.facts.repositories, to.facts.repositories]);
      const inputs: PlanModule.PlanInputs = {
        contentOf: (source) => ofGit(source) ?? released(source),
        scopeOf: (apiVersion, kind) => findKind(apiVersion, kind)?.facts.scope,
        schemasIn: (manifests) => schemasIn(manifests, findKind),
      };
      const live = readLive(flags, to.clusters, world);
      const changes = live ? planLive(from, to, { ...inputs, ...live }) : compare(from, to, inputs);
      const steps = isEmpty(changes) ? [] : undoSteps(read[0].side, read[1].side, world);
      const found = { ...changes, ...(steps.length > 0 && { undo: steps }) };
      world.print(show(flags.output, found));
      if (deletes(found) && !flags['allow-deletions']) return 1;
      return isPartial(found) && !flags['allow-unknown'] ? 3 : 0;
    } finally {
      registry?.close();
    }
  },
});

/** Content against a hub would show as everything deleted and made anew. */
function refuseUnlike(
  from: PlanModule.State,
  to: PlanModule.State,
  isLayout: (name: string) => boolean,
): void {
  const hasSets = ({ hub }: PlanModule.State) =>
    hub.ofKind('argoproj.io', 'ApplicationSet').length > 0 ||
    hub.ofKind('argoproj.io', 'Application').length > 0;
  const [one, other] = hasSets(from) ? [from, to] : [to, from];
  const isContent = other.name.startsWith('oci:') || isLayout(other.name);
  if (!hasSets(one) || hasSets(other) || !isContent) return;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `'${one.name}' has Applications, '${other.name}' only content`,
    'compare content with content, or name a folder or revision that has Applications',
  );
}

function show(output: 'text' | 'markdown' | 'json', found: PlanModule.Plan): string {
  if (output === 'json') return (require('../plan/json') as typeof Json).planJson(found);
  return printableLines(
    output === 'text'
      ? (require('../plan/text') as typeof Text).planText(found)
      : (require('../plan/markdown') as typeof Markdown).planMarkdown(found),
  );
}

/** What runs in a cluster; `undefined` where no dump is given. */
function readLive(
  {
    live: files = [],
    cluster,
  }: { readonly live?: readonly string[] | undefined; readonly cluster?: string | undefined },
  clusters: readonly Render.ClusterFacts[] | undefined,
  { disk }: World,
): Pick<PlanModule.LiveInputs, 'live' | 'cluster'> | undefined {
  if (files.length === 0 && cluster === undefined) return undefined;
  const names = clusters?.map(({ name }) => name) ?? [];
  if (files.length === 0 || cluster === undefined || (clusters && !names.includes(cluster))) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      files.length === 0 || cluster === undefined
        ? '--live and --cluster go together'
        : `the inventory has no cluster '${cluster}'`,
      `write --live dump.yaml --cluster ${nearest(cluster ?? '', names) ?? names[0] ?? '<name>'}`,
    );
  }
  const { readManifestFiles } = require('../manifest-files') as typeof Files;
  return { cluster, live: new ManifestSet(readManifestFiles(files, disk).entries) };
}
