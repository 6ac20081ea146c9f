import { Yaml } from 'cdk8s';
import { emitDocuments } from '../../lib/core';
import { manifests } from './lint-corpus';
import { leastCpu, type Row } from './row';

const OBJECTS = 2_000;

/** Text of objects that are sorted already, one file of them all. */
export const rows: readonly Row[] = [
  {
    title: `CPU time of YAML for ${OBJECTS} objects`,
    against: '`yaml` as cdk8s calls it',
    atLeast: 18,
    run() {
      // Without shared parts: cdk8s would write anchors and aliases.
      const objects = JSON.parse(JSON.stringify(manifests(OBJECTS))) as object[];
      if (emitDocuments(objects) !== Yaml.stringify(...objects)) throw new Error('bytes differ');
      const ours = leastCpu(15, () => emitDocuments(objects));
      const theirs = leastCpu(5, () => Yaml.stringify(...objects));
      return Promise.resolve({ ours, theirs, unit: 'ms' });
    },
  },
];
