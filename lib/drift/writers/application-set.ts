import type { Writer } from '../writer';

/** Writes its Applications back to what its template says, whoever changed them. */
export const applicationSet: Writer = {
  name: 'application-set',
  title: 'ApplicationSet controller',
  source:
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/',
  fields: [
    {
      kinds: ['argoproj.io/Application'],
      path: '/spec',
      manager: 'argocd-applicationset-controller',
      repair: {
        clientSide:
          'ignoreApplicationDifferences in the ApplicationSet for what people change by hand, such as /spec/syncPolicy or /spec/source/targetRevision; or applicationsSync: create-only',
      },
      note: 'it merges lists whole, and no path reaches into an element of sources; preservedFields keeps annotations and labels',
    },
  ],

  *claims() {
    // What people change in the user interface is in no manifest.
  },
};
