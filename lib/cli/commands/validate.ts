import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import type { Side } from '../artifact-side';
import type * as Consumers from '../check-consumers';
import { command } from '../command';
import { forFlag } from '../for-flag';
import { registryFlags, withRegistry } from '../registry';
import type * as Reporters from '../reporters';

export const validate = command({
  name: 'validate',
  summary: 'Check an artifact against what its consumers and registries take.',
  args: '<oci://host/repository:tag|OCI layout[:name]|folder>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops validate dist/core --for flux,argocd,gitlab',
  options: {
    for: { ...forFlag, summary: `${forFlag.summary}; default flux and argocd` },
    strict: { type: 'boolean', default: false, summary: 'exit 1 on warnings too' },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json', 'github', 'sarif', 'junit', 'tap'],
      default: 'text',
      summary: 'how to show the findings',
    },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { parseSide } = require('../artifact-side') as typeof SideModule;
    const { consumersNamed, consumerReport } = require('../check-consumers') as typeof Consumers;
    const { checkFor } = require('../../oci') as typeof Oci;
    const { reporters } = require('../reporters') as typeof Reporters;
    const wanted = consumersNamed(flags.for.length > 0 ? flags.for : ['flux', 'argocd']);
    const side = parseSide(target, world);
    const shown = await withRegistry(`reading ${target}`, flags, world, (open) =>
      show(target, side, open, world),
    );
    const report = consumerReport(checkFor(shown, wanted), shown.files ?? []);
    const reporter = reporters.find(({ name }) => name === flags.output) ?? reporters[0];
    world.print(reporter.render(report));
    return report.diagnostics.some((d) => flags.strict || d.severity === 'error') ? 1 : 0;
  },
});

async function show(
  target: string,
  side: Side,
  open: () => Oci.Registry,
  world: World,
): Promise<Oci.Shown> {
  const { showArtifact, unpack, isTarGzip } = require('../../oci') as typeof Oci;
  const { readSide } = require('../artifact-side') as typeof SideModule;
  if (side.kind === 'registry') {
    // What is no packed folder is judged by its manifest alone.
    const manifest = await open().manifest(side.reference);
    const { repository } = side.reference;
    const shown = showArtifact(target, manifest, { repository });
    if (shown.layers.filter(({ mediaType }) => isTarGzip(mediaType)).length !== 1) return shown;
    const pulled = await open().pull({ ...side.reference, identifier: manifest.digest });
    return showArtifact(target, manifest, { repository, files: unpack(pulled) });
  }
  const artifact = await readSide(side, open, world);
  return showArtifact(target, artifact.manifest, { files: unpack(artifact) });
}
