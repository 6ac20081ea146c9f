import type { World } from '../../core';
import type * as Oci from '../../oci';
import { command } from '../command';
import type * as Gate from '../lint-gate';
import type * as Stage from '../publish';
import { signingFlags } from '../push-signed';
import type * as PushSigned from '../push-signed';
import { openRegistry, registryFlags, withProgress } from '../registry';

export const publish = command({
  name: 'publish',
  summary: 'Lint and push every changed artifact, verify, then the hub.',
  example: 'cdk8s-gitops publish --tag v2.1.0',
  options: {
    tag: { type: 'string', short: 't', summary: 'version tag for the artifacts; never moved' },
    ...signingFlags,
    immutable: {
      type: 'boolean',
      default: false,
      summary: 'move no tag of a hub either; those of artifacts never move',
    },
    'dry-run': {
      type: 'boolean',
      default: false,
      summary: 'tell what would be pushed, and write nothing',
    },
    'no-lint': { type: 'boolean', default: false, summary: 'push what lint finds errors in' },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json'],
      default: 'text',
      summary: 'a line each, or facts',
    },
    ...registryFlags,
  },
  async run({ flags }, world) {
    const { parseTag } = require('../../oci') as typeof Oci;
    const { loadSynthesized, publishAll } = require('../publish') as typeof Stage;
    const version = flags.tag === undefined ? undefined : parseTag(flags.tag);
    const loaded = loadSynthesized(world);
    if (!flags['no-lint'] && !passes(loaded, world)) return 1;
    const { signingOf } = require('../push-signed') as typeof PushSigned;
    const { immutable, 'dry-run': dryRun } = flags;
    const signing = dryRun ? undefined : await signingOf(flags, world);
    const registry = openRegistry(flags, world);
    const how = { version, immutable, dryRun, signing };
    try {
      const published = await withProgress('publishing', world, () =>
        publishAll(loaded, registry, how, world),
      );
      world.print(
        flags.output === 'json'
          ? JSON.stringify(published, undefined, 2)
          : published.map(({ reference, state }) => `${state.padEnd(9)} ${reference}`).join('\n'),
      );
      if (dryRun) world.report('nothing was written: this is what would be');
    } finally {
      registry.close();
    }
    return 0;
  },
});

/**
 * Each artifact by itself, with the kinds that the others define; the findings of all of them on
 * stderr.
 */
function passes(loaded: readonly Stage.Loaded[], world: World): boolean {
  const { unpack } = require('../../oci') as typeof Oci;
  const { passesGate } = require('../lint-gate') as typeof Gate;
  const files = loaded.map(({ artifact }) => unpack(artifact));
  return files
    .map((own) => passesGate(own, world, files.filter((other) => other !== own).flat()))
    .every(Boolean);
}
