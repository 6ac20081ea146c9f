import { packSync, type PackedArtifact } from '../../lib/oci/pack';
import { profiles, type ProfileName } from '../../lib/oci/profiles';
import type { PackFile } from '../../lib/oci/tar/write';
import { filesOf, type SynthPass } from '../../lib/synth';
import type { Delivery } from './delivery';
import { ArtifactError } from './errors';
import { withSynthesis } from './synthesis';

/** What one synthesis knows of its artifacts; nothing outlives the pass. */
class Packing {
  readonly #packed = new Map<Delivery, PackedArtifact>();
  /** Those being packed, outermost first. */
  readonly #stack: Delivery[] = [];

  constructor(readonly pass: SynthPass) {}

  of(delivery: Delivery): PackedArtifact {
    const known = this.#packed.get(delivery);
    if (known) return known;
    this.#refuseCycle(delivery);
    this.#stack.push(delivery);
    try {
      const files = packFilesOf(delivery, this.pass);
      const packed = delivery.pack?.(files) ?? packSync(files);
      this.#packed.set(delivery, packed);
      return packed;
    } finally {
      this.#stack.pop();
    }
  }

  #refuseCycle(delivery: Delivery): void {
    const start = this.#stack.indexOf(delivery);
    if (start < 0) return;
    const names = [...this.#stack.slice(start), delivery].map(({ name }) => name);
    throw new ArtifactError(
      'ARTIFACT_CYCLE',
      `artifacts need each other's digests: ${names.join(' → ')}`,
      'move what refers to the other artifact into an artifact of its own, or into the hub',
    );
  }
}

const packings = new WeakMap<SynthPass, Packing>();

/** The artifact as packed by the synthesis under way, or by one of its own. */
export function packedOf(delivery: Delivery): PackedArtifact {
  return withSynthesis(delivery.construct, (pass) => {
    let packing = packings.get(pass);
    if (!packing) packings.set(pass, (packing = new Packing(pass)));
    return packing.of(delivery);
  });
}

/** Packs with the media types of a profile. @throws {ArtifactError} `ARTIFACT_PROFILE_UNKNOWN`. */
export function packerOf(artifact: string, name: ProfileName): NonNullable<Delivery['pack']> {
  // Plain JavaScript may say anything.
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile) return (files) => packSync(files, { profile });
  throw new ArtifactError(
    'ARTIFACT_PROFILE_UNKNOWN',
    `artifact '${artifact}' has the profile '${name}'`,
    `write one of ${Object.keys(profiles).join(', ')}`,
  );
}

/** `sha256:…` of what the program builds. */
export function digestOf(delivery: Delivery): string {
  return packedOf(delivery).digest;
}

/** @throws {ArtifactError} `ARTIFACT_EMPTY`: a registry takes it, but nobody means it. */
function packFilesOf({ name, construct, parts, files }: Delivery, pass: SynthPass): PackFile[] {
  const folder = `${name}/`;
  const written = parts.flatMap(({ root }) =>
    [...filesOf(pass, root)].map(([path, content]) => ({
      path: path.slice(folder.length),
      content,
    })),
  );
  const all = [...written, ...files()];
  if (all.some(({ content }) => content.length > 0)) return all;
  throw new ArtifactError(
    'ARTIFACT_EMPTY',
    `artifact '${name}' has no ${all.length > 0 ? 'objects' : 'charts'}`,
    `add ${all.length > 0 ? 'objects to the charts' : 'a chart'} below '${construct.node.path}', or remove the artifact`,
  );
}
