import type { World } from '../../core';
import type * as ReleasesModule from '../../releases';
import type { Announcement, Releases, Ring } from '../../releases';
import type * as AnnouncedPin from '../announced-pin';
import { command, type Values } from '../command';
import { CliError } from '../errors';
import { registryFlags } from '../registry';

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
    'no-verify': {
      type: 'boolean',
      default: false,
      summary: 'do not ask the registry: a ring at a digest then has no drift rules',
    },
    ...registryFlags,
  },
  async run({ flags, args: [name = ''] }, world) {
    const { announce: edit, parseReleases } = require('../../releases') as typeof ReleasesModule;
    const text = world.disk.read(flags.file)?.toString() ?? '';
    const releases = parseReleases(text, flags.file);
    const known = releases.announced(name);
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
    const named = Object.fromEntries(flags.ring.map(ringOf));
    const announced = {
      ...{ repository, namespace },
      ...(path !== undefined && { path }),
      ...(tag !== undefined && { tag }),
    };
    // What is misspelt is said before a registry is asked.
    const draft = edit(text, name, announced, named, flags.file);
    const at = parseReleases(draft, flags.file).announced(name);
    const rings = at && !flags['no-verify'] ? await withRules(named, at, flags, world) : named;
    const next = known ? followed(releases, name, rings) : rings;
    const edited = edit(text, name, announced, next, flags.file);
    if (edited !== text) world.disk.write(new Map([[flags.file, edited]]));
    const runs = parseReleases(edited, flags.file).rings(name);
    world.print(`${name}: ${repository} in ${runs.length > 0 ? runs.join(', ') : 'no ring yet'}`);
    return 0;
  },
});

/** Rings at a digest with the rules that the content of that digest needs. */
async function withRules(
  rings: Readonly<Record<string, Ring>>,
  at: Announcement,
  flags: Values<typeof registryFlags>,
  world: World,
): Promise<Record<string, Ring>> {
  const { announcedPin } = require('../announced-pin') as typeof AnnouncedPin;
  const { isPin } = require('../../releases') as typeof ReleasesModule;
  const found: Record<string, Ring> = {};
  for (const [name, ring] of Object.entries(rings)) {
    found[name] = isPin(ring) ? await announcedPin(at, ring.digest, flags, world) : ring;
  }
  return found;
}

/** Each pin with what its ring runs until now, for the way back. */
function followed(
  releases: Releases,
  name: string,
  rings: Readonly<Record<string, Ring>>,
): Record<string, Ring> {
  const { isPin, promoted } = require('../../releases') as typeof ReleasesModule;
  const known = releases.rings(name);
  return Object.fromEntries(
    Object.entries(rings).map(([ring, value]) => {
      const old = known.includes(ring) ? releases.ring(name, ring) : undefined;
      return [ring, isPin(value) ? promoted(old, value) : value];
    }),
  );
}

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
