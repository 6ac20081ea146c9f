import type { World } from '../../core';
import type * as Oci from '../../oci';
import { command } from '../command';
import type * as Gate from '../lint-gate';
import type * as Stage from '../publish';
import { openRegistry, registryFlags, withProgress } from '../registry';

export const publish = command({
  name: 'publish',
  summary: 'Lint and push every changed artifact, verify, then the hub.',
  example: 'cdk8s-gitops publish --tag v2.1.0',
  options: {
    tag: { type: 'string', short: 't', summary: 'version tag for the artifacts; never moved' },
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
    const registry = openRegistry(flags, world);
    try {
      const published = await withProgress('publishing', world, () =>
        publishAll(loaded, registry, version),
      );
      world.print(
        flags.output === 'json'
          ? JSON.stringify(published, undefined, 2)
          : published.map(({ reference, state }) => `${state.padEnd(9)} ${reference}`).join('\n'),
      );
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
