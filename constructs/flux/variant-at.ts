import { posix } from 'node:path';
import type { FluxRelease } from '../artifact/flux-release';
import { FluxError } from './errors';

/**
 * The variant that a path of an artifact is; `undefined` where the artifact has none.
 *
 * @throws {FluxError} `FLUX_PATH_UNKNOWN` for a folder that is not packed, and for none where each
 *   variant would be applied, one over the other.
 */
export function variantAt(
  place: string,
  { name, variants, hasFiles }: FluxRelease,
  path: string | undefined,
): string | undefined {
  const folder = posix
    .join('/', path ?? '')
    .replace(/\/$/, '')
    .slice(1);
  if (hasFiles) return undefined;
  if (variants.length === 0 ? folder === '' : variants.includes(folder)) return folder || undefined;
  throw new FluxError(
    'FLUX_PATH_UNKNOWN',
    variants.length === 0
      ? `${place} reads '${folder}' of artifact '${name}', which has no folders`
      : folder === ''
        ? `${place} reads artifact '${name}' as a whole: each of its variants would be applied`
        : `${place} reads '${folder}' of artifact '${name}', which is not packed`,
    variants.length === 0
      ? 'leave path out'
      : `write path: one of ${variants.map((one) => `'./${one}'`).join(', ')}`,
  );
}
