import { nearest, parseDocuments, type World } from '../core';
import { CliError } from './errors';

const FILE = 'cdk8s-gitops.yaml';
const TARGETS = ['argocd', 'crossplane', 'externalSecrets', 'flux', 'kubernetes'] as const;

/** What `cdk8s-gitops.yaml` says; every key is optional, and so is the file. */
export interface Config {
  /** Versions that the manifests are for: `{ argocd: '3.6', kubernetes: '1.36' }`. */
  readonly targets: Readonly<Partial<Record<(typeof TARGETS)[number], string>>>;
}

/** @throws {CliError} `CLI_CONFIG_INVALID` with the line, for whatever it does not know. */
export function readConfig({ disk }: World): Config {
  const text = disk.read(FILE)?.toString();
  if (text === undefined) return { targets: {} };
  const [document] = parseDocuments(text);
  const at = (pointer: string) => `${FILE}:${document?.lineOf(pointer) ?? 1}`;
  if (document?.problem) {
    const { line, message } = document.problem;
    refuse(`cannot read ${FILE}:${line}: ${message}`, 'repair that line');
  }
  const config = mapping(document?.value ?? {}, at(''), 'the file');
  knownKeys(config, ['targets'], (key) => at(`/${key}`));
  const targets = mapping(config['targets'] ?? {}, at('/targets'), 'targets');
  knownKeys(targets, TARGETS, (key) => at(`/targets/${key}`));
  for (const [name, version] of Object.entries(targets)) {
    if (typeof version === 'string' && /^\d+\.\d+$/.test(version)) continue;
    refuse(
      `${at(`/targets/${name}`)}: ${name} is ${JSON.stringify(version)}`,
      "write major and minor as a string: '3.5'",
    );
  }
  return { targets };
}

function mapping(value: unknown, place: string, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  return refuse(`${place}: ${what} is no mapping`, 'write keys and values: targets: { … }');
}

function knownKeys(
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
  at: (key: string) => string,
): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    refuse(
      `${at(key)}: there is no key '${key}'`,
      near ? `write ${near}` : `write one of ${known.join(', ')}`,
    );
  }
}

function refuse(message: string, hint: string): never {
  throw new CliError('CLI_CONFIG_INVALID', message, hint);
}
