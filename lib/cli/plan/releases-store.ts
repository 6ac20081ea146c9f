import type { Disk } from '../../core';
import type * as Oci from '../../oci';
import type { Content, ReleaseFile } from '../../plan';

/** The releases that are at hand, by digest. Each is unpacked when it is asked for, and once. */
export class ReleasesStore {
  readonly #known = new Map<string, () => readonly ReleaseFile[]>();
  readonly #read = new Map<string, Content>();

  /** Everything in an OCI image layout; a folder that is none adds nothing. */
  addLayout(disk: Disk, folder: string): void {
    if (disk.kindOf(`${folder}/index.json`) !== 'file') return;
    const { listLayout, readLayout } = require('../../oci') as typeof Oci;
    for (const { digest } of listLayout(disk, folder)) {
      this.#known.set(digest, () => filesOf(readLayout(disk, folder, digest)));
    }
  }

  /** What a folder packs to; the digest of a synthesized artifact says nothing but its files. */
  addFolder(disk: Disk, folder: string): string | undefined {
    const { packSync, readFolder } = require('../../oci') as typeof Oci;
    const files = readFolder(disk, folder);
    const { digest } = packSync(files);
    this.#known.set(digest, () =>
      files.map(({ path, content }) => ({ path, text: Buffer.from(content).toString('utf8') })),
    );
    return digest;
  }

  addArtifact(artifact: Oci.StoredArtifact): void {
    this.#known.set(artifact.digest, () => filesOf(artifact));
  }

  has(digest: string): boolean {
    return this.#known.has(digest);
  }

  get(digest: string): Content | undefined {
    const known = this.#read.get(digest);
    if (known) return known;
    const open = this.#known.get(digest);
    if (!open) return undefined;
    const content = { files: open() };
    this.#read.set(digest, content);
    return content;
  }
}

function filesOf(artifact: Oci.StoredArtifact): ReleaseFile[] {
  const { unpack } = require('../../oci') as typeof Oci;
  return unpack(artifact).map(({ path, content }) => ({ path, text: content.toString('utf8') }));
}
