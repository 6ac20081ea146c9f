import { isCodedError, type Disk } from '../core';
import { readLayout, unpack } from '../oci';
import type { ReadRepositoriesOptions } from '../render';

/** Reads the files of an artifact out of an OCI image layout: of the tag or digest, or the only one. */
export function layoutTree(disk: Disk): NonNullable<ReadRepositoriesOptions['layout']> {
  return (folder, reference) => {
    const [, name] = /(?:@|:(?=[^/]*$))(.+)$/.exec(reference.replace(/^oci:/, '')) ?? [];
    try {
      const files = new Map(
        unpack(readLayout(disk, folder, name)).map(({ path, content }) => [path, content]),
      );
      return {
        paths: [...files.keys()],
        read: (path) => Buffer.from(files.get(path) ?? '').toString('utf8'),
      };
    } catch (error) {
      if (!isCodedError(error)) throw error;
      return { missing: `cannot be read: ${error.message}`, hint: error.hint };
    }
  };
}
