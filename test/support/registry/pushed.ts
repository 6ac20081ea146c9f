import {
  parseReference,
  Registry,
  type PackedArtifact,
  type Reference,
  type RegistryOptions,
} from '../../../lib/oci';
import { memoryWorld } from '../memory-world';
import { startRegistry, type RegistryDouble } from '.';

/** A registry that has an artifact as `acme/core:v1`, and a client that does not wait. */
export interface Pushed {
  readonly double: RegistryDouble;
  readonly registry: Registry;
  /** A place in it; default that of the artifact. */
  at(rest?: string): Reference;
  /** One more client. */
  open(options?: RegistryOptions): Registry;
}

/** Sets one up before each test of a file, and takes it down; no request of that is counted. */
export function withPushed(artifact: PackedArtifact): () => Pushed {
  let pushed: Pushed;
  beforeEach(async () => {
    const double = await startRegistry();
    const at = (rest = 'acme/core:v1') => parseReference(`${double.host}/${rest}`);
    const open = (options: RegistryOptions = {}) =>
      new Registry(memoryWorld(), { retry: { baseMs: 1, tries: 3 }, ...options });
    const registry = open();
    await registry.push(at(), artifact);
    double.requests.length = 0;
    pushed = { double, registry, at, open };
  });
  afterEach(async () => {
    pushed.registry.close();
    await pushed.double.close();
  });
  return () => pushed;
}
