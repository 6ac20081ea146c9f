import { writers } from '../../drift';
import { categories, rules } from '../../lint';
import { argocdFunctions, externalSecretsFunctions, goTemplatingFunctions } from '../../template';
import { commands } from '../commands';
import { cliPage } from './cli-page';
import { driftPage } from './drift-page';
import { rulesPage } from './rules-page';
import { templateFunctionsPage } from './template-functions-page';

const engines = [
  { name: 'Argo CD', sets: argocdFunctions },
  { name: 'External Secrets', sets: externalSecretsFunctions },
  { name: 'function-go-templating', sets: goTemplatingFunctions },
];

/** The pages that follow from lists in the code, by path from the package's folder. */
export function pages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/cli.md', cliPage(commands)],
    ['docs/drift.md', driftPage(writers)],
    ['docs/rules.md', rulesPage(rules, categories)],
    ['docs/template-functions.md', templateFunctionsPage(engines)],
  ]);
}
