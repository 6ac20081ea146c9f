import { WRITE } from '../repair-texts';
import { defaultRows, rowClaims } from '../rows';
import type { Writer } from '../writer';

const ROWS = defaultRows(
  ['postgresql.cnpg.io/Cluster'],
  {
    '.spec.managed.roles[].connectionLimit': -1,
    '.spec.managed.roles[].ensure': 'present',
    '.spec.managed.roles[].inherit': true,
  },
  { repair: WRITE, source: 'https://github.com/argoproj/argo-cd/issues/28724' },
);

/** What the API server fills in below the managed roles of CloudNativePG. */
export const cloudNativePg: Writer = {
  name: 'cloud-native-pg',
  title: 'API server, defaults of CloudNativePG',
  source: 'https://cloudnative-pg.io/documentation/current/declarative_role_management/',
  fields: ROWS,
  claims: (set) => rowClaims(set, ROWS),
};
