import type * as ReleasesModule from '../../releases';
import type { Ring } from '../../releases';
import { command } from '../command';
import { CliError } from '../errors';

export const announce = command({
  name: 'announce',
  summary: 'Announce an artifact of another repository, in releases.yaml.',
  args: '<name>',
  arity: { min: 1, max: 1 },
  example:
    'cdk8s-gitops announce payments --repository ghcr.io/acme/manifests/payments --namespace payments --ring staging=head',
  options: {
    repository: { type: 'string', summary: 'where it is pushed to, without oci:// and tag' },
    namespace: { type: 'string', summary: 'where its objects go' },
    path: { type: 'string', summary: 'the folder in it; default . (the top)' },
    tag: { type: 'string', summary: 'what a ring at head runs; default latest' },
    ring: {
      type: 'string',
      multiple: true,
      summary: 'a ring and what it runs, head or a digest: staging=head; may be repeated',
    },
    file: { type: 'string', short: 'f', default: 'releases.yaml', summary: 'the file to edit' },
  },
  run({ flags, args: [name = ''] }, world) {
    const { announce: edit, parseReleases } = require('../../releases') as typeof ReleasesModule;
    const text = world.disk.read(flags.file)?.toString() ?? '';
    const known = parseReleases(text, flags.file).announced(name);
    const repository = flags.repository ?? known?.repository;
    const namespace = flags.namespace ?? known?.namespace;
    if (repository === undefined || namespace === undefined) {
      const missing = repository === undefined ? 'repository' : 'namespace';
      throw new CliError(
        'CLI_ARGUMENTS',
        `announce ${name} needs --${missing}`,
        `write --${missing} <${missing}>`,
      );
    }
    const { path, tag } = flags;
    const rings = Object.fromEntries(flags.ring.map(ringOf));
    const announced = {
      ...{ repository, namespace },
      ...(path !== undefined && { path }),
      ...(tag !== undefined && { tag }),
    };
    const edited = edit(text, name, announced, rings, flags.file);
    if (edited !== text) world.disk.write(new Map([[flags.file, edited]]));
    const runs = parseReleases(edited, flags.file).rings(name);
    world.print(`${name}: ${repository} in ${runs.length > 0 ? runs.join(', ') : 'no ring yet'}`);
    return 0;
  },
});

/** `staging=head`, `production=sha256:…` */
function ringOf(text: string): readonly [string, Ring] {
  const at = text.indexOf('=');
  const value = text.slice(at + 1);
  if (at > 0 && value === 'head') return [text.slice(0, at), { head: true }];
  if (at > 0 && /^sha256:[a-f0-9]{64}$/.test(value)) {
    return [text.slice(0, at), { digest: value, drift: [] }];
  }
  throw new CliError(
    'CLI_FLAG_VALUE',
    `--ring is '${text}'`,
    'write the ring and what it runs: staging=head, or production=sha256:…',
  );
}
