import { rule } from '../rule';

export const sealedSecret = rule({
  id: 'sealed-secret',
  category: 'secrets',
  severity: 'warning',
  summary: 'Secrets come from a store: what is sealed is bound to the key of one cluster.',
  hint: 'put the value into a secret store and declare an ExternalSecret that reads it',
  source: 'https://external-secrets.io/latest/introduction/overview/',

  *check(set) {
    for (const at of set.ofKind('bitnami.com', 'SealedSecret')) {
      const message =
        'is sealed for the key of one cluster: no other cluster opens it, and rotation is a commit';
      yield { at, message };
    }
  },
});
