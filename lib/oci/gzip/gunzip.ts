import { gunzipSync } from 'node:zlib';
import { OciError } from '../errors';

/**
 * What a gzip stream holds.
 *
 * @param limitBytes of the result; a small stream can hold a thousand times its size.
 * @param where what is read, for messages.
 * @throws {OciError} `OCI_CONTENT_INVALID` when it is damaged, `OCI_LIMIT_EXCEEDED`.
 */
export function gunzip(bytes: Uint8Array, limitBytes: number, where: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: limitBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new OciError(
        'OCI_LIMIT_EXCEEDED',
        `${where} unpacks to more than ${limitBytes} bytes`,
        'pull something smaller, or raise the limit',
        { cause },
      );
    }
    throw new OciError(
      'OCI_CONTENT_INVALID',
      `${where} is not a gzip stream, or a damaged one`,
      'push the artifact again with a gzipped layer',
      { cause },
    );
  }
}
