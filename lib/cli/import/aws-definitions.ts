import type { Crd } from '../../../imports/generate';
import { awsDefinitions, awsServices } from '../../../imports/schemas';
import { nearest } from '../../core';
import { CliError } from '../errors';

const SOURCE = /^aws:([a-z0-9-]+)(?:\/(v1))?$/;

/**
 * The definitions that `aws:<service>` (namespaced kinds) or `aws:<service>/v1` (cluster-scoped
 * ones) stands for.
 *
 * @throws {CliError} `CLI_INPUT_MISSING` for a service that has none.
 */
export function awsCrds(source: string): Crd[] {
  const [, service, scope] = SOURCE.exec(source) ?? [];
  if (service === undefined)
    throw new CliError(
      'CLI_INPUT_MISSING',
      `cannot read '${source}' as an AWS service`,
      'write aws:<service>, or aws:<service>/v1 for the cluster-scoped kinds',
    );
  const crds = awsDefinitions(service, scope === 'v1' ? 'v1' : 'm');
  if (crds.length > 0) return crds;
  const near = nearest(service, awsServices());
  throw new CliError(
    'CLI_INPUT_MISSING',
    `provider-aws has no service '${service}'`,
    near ? `write aws:${near}` : `write one of ${awsServices().join(', ')}`,
  );
}
