import type { App } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { withSynthesis } from './artifact/synthesis';
import type { Deployable } from './deployable';

/** What synth added to each Application and ApplicationSet, and why; ends in a line feed. */
export function explain(app: App): string {
  return withSynthesis(app, () =>
    app.node
      .findAll()
      .flatMap((construct) => {
        const { deployables = [] } = construct as { readonly deployables?: readonly Deployable[] };
        if (!ApiObject.isApiObject(construct) || deployables.length === 0) return [];
        const { kind, name } = construct;
        return [`${kind} ${name}\n${deployables.map(explainOne).join('')}`];
      })
      .join(''),
  );
}

function explainOne(deployable: Deployable): string {
  const { revision, rules } = deployable.reasons();
  const added = rules.map((rule) => `  + ignoreDifferences: ${rule}\n`).join('');
  const respected =
    rules.length > 0
      ? '  + RespectIgnoreDifferences=true: without it a sync overwrites those fields all the same\n'
      : '';
  return `  targetRevision of ${deployable.repoURL}: ${revision}\n${added}${respected}`;
}
