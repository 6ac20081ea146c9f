import { keyOf, type Pointer } from '../../core';
import { REMOVE } from '../repair-texts';
import { namespaceIn } from '../scalers';
import { textIn } from '../values';
import type { Writer, WrittenField } from '../writer';

interface Maker {
  readonly group: string;
  readonly kind: string;
  /** Where it names the Secret; `undefined`: as itself. */
  readonly name?: Pointer;
  readonly source: string;
}

const MAKERS: readonly Maker[] = [
  {
    group: 'cert-manager.io',
    kind: 'Certificate',
    name: '/spec/secretName',
    source: 'https://cert-manager.io/docs/usage/certificate/',
  },
  {
    group: 'bitnami.com',
    kind: 'SealedSecret',
    source: 'https://github.com/bitnami-labs/sealed-secrets#usage',
  },
];

const fieldOf = ({ group, kind, source }: Maker): WrittenField => ({
  kinds: ['Secret'],
  path: '',
  manager: 'cert-manager, controller',
  repair: REMOVE,
  note: `the Secret of a ${group}/${kind}`,
  source,
});

/** Controllers that make a Secret which some charts write a placeholder for. */
export const secretMakers: Writer = {
  name: 'secret-makers',
  title: 'cert-manager and Sealed Secrets',
  source: 'https://cert-manager.io/docs/usage/certificate/',
  fields: MAKERS.map(fieldOf),

  *claims(set, facts) {
    for (const maker of MAKERS) {
      for (const by of set.ofKind(maker.group, maker.kind)) {
        const name = maker.name === undefined ? by.metadata.name : textIn(by, maker.name);
        for (const at of set.named('', 'Secret', name ?? '')) {
          if (namespaceIn(at, facts) !== namespaceIn(by, facts)) continue;
          const repair = { do: 'remove' } as const;
          yield { target: keyOf(at), at, pointer: '', by, repair, field: fieldOf(maker) };
        }
      }
    }
  },
};
