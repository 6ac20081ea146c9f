import { Yaml } from 'cdk8s';
import { emitDocuments } from '../../lib/core';
import { manifests } from './lint-corpus';
import { inTurns, type Row } from './row';

const OBJECTS = 2_000;

/** Text of objects that are sorted already, one file of them all. */
export const rows: readonly Row[] = [
  {
    title: `YAML of ${OBJECTS} objects`,
    against: '`yaml` as cdk8s calls it',
    atLeast: 18,
    async run() {
      // Without shared parts: cdk8s would write anchors and aliases.
      const objects = JSON.parse(JSON.stringify(manifests(OBJECTS))) as object[];
      if (emitDocuments(objects) !== Yaml.stringify(...objects)) throw new Error('bytes differ');
      const times = await inTurns(
        7,
        () => emitDocuments(objects),
        () => Yaml.stringify(...objects),
      );
      return { ...times, unit: 'ms' };
    },
  },
];
