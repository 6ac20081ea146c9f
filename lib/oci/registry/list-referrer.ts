import { blobOf, type Blob } from '../descriptor';
import type { Digest } from '../digest';
import { OciError } from '../errors';
import { fallbackTag } from '../helper-tags';
import type { IndexedManifest } from '../image-index';
import { IMAGE_INDEX } from '../media-types';
import { putManifest } from './manifests';
import { askRegistry, readFallback } from './referrers';
import type { Session } from './session';

/** How often the list is written again where others write it at the same time. */
const TRIES = 5;

/**
 * Sees to it that a stored manifest is found by what it refers to. Where the registry does not keep
 * that list itself, the manifest is added to the index that clients keep.
 *
 * That index is read back: of two who write it at once, one would be lost without a word.
 *
 * @throws {OciError} `OCI_REGISTRY_NONSENSE` when others overwrite the index again and again.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests-with-subject
 */
export async function listReferrer(
  session: Session,
  subject: Digest,
  entry: IndexedManifest,
): Promise<void> {
  // Some registries say that they know subjects, and list none: only the list counts.
  const listed = await askRegistry(session, subject);
  if (listed?.entries.some(({ digest }) => digest === entry.digest)) return;
  await inTurn(`${session.endpoint.origin.host}/${session.endpoint.name}@${subject}`, () =>
    addToFallback(session, subject, entry),
  );
}

async function addToFallback(
  session: Session,
  subject: Digest,
  entry: IndexedManifest,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { entries } = await readFallback(session, subject);
    if (entries.some(({ digest }) => digest === entry.digest)) return;
    await putManifest(session, fallbackTag(subject), indexBlob([...entries, entry]));
  }
  const { entries } = await readFallback(session, subject);
  if (entries.some(({ digest }) => digest === entry.digest)) return;
  const { registry, repository } = session.endpoint;
  throw new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${registry}/${repository}: the list of what refers to ${subject} is overwritten by somebody else, ${TRIES} times`,
    'try again when nobody else signs or attests the same artifact',
  );
}

function indexBlob(manifests: readonly IndexedManifest[]): Blob {
  const index = { schemaVersion: 2, mediaType: IMAGE_INDEX, manifests };
  return blobOf(IMAGE_INDEX, Buffer.from(JSON.stringify(index)));
}

const queues = new Map<string, Promise<unknown>>();

/** Our own writers of one list, one after the other. */
async function inTurn(key: string, work: () => Promise<void>): Promise<void> {
  const turn = (queues.get(key) ?? Promise.resolve()).catch(() => undefined).then(work);
  queues.set(key, turn);
  try {
    await turn;
  } finally {
    if (queues.get(key) === turn) queues.delete(key);
  }
}
