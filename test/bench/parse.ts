import { loadAll } from 'js-yaml';
import { emitDocuments, parseDocuments } from '../../lib/core';
import { manifests } from './lint-corpus';
import { inTurns, type Row } from './row';

const OBJECTS = 2_000;

/** One stream of manifests; ours keeps what it needs to tell lines, too. */
export const rows: readonly Row[] = [
  {
    title: `reading YAML of ${OBJECTS} objects`,
    against: 'js-yaml loadAll',
    atLeast: 4,
    async run() {
      const text = Buffer.from(emitDocuments(manifests(OBJECTS))).toString();
      const times = await inTurns(
        7,
        () => parseDocuments(text),
        () => loadAll(text),
      );
      return { ...times, unit: 'ms' };
    },
  },
];
