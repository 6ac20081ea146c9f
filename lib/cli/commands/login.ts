import type { World } from '../../core';
import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import { openRegistry, passwordFromStdin, registryFlags, withProgress } from '../registry';

export const login = command({
  name: 'login',
  summary: "Check a registry's login and keep it where docker keeps its own.",
  args: '<registry>',
  arity: { min: 1, max: 1 },
  example: 'echo "$TOKEN" | cdk8s-gitops login ghcr.io --username me --password-stdin',
  options: registryFlags,
  async run({ flags, args: [target = ''] }, world) {
    const { parseRegistry, storeLogin } = require('../../oci') as typeof Oci;
    const registry = parseRegistry(target);
    const { username } = flags;
    if (username === undefined) {
      throw new CliError('CLI_ARGUMENTS', 'login needs a user', 'write --username <name>');
    }
    const password = await passwordFor(registry, flags['password-stdin'], world);
    const credentials = { username, password };
    const client = openRegistry(flags, world, registry, credentials);
    const wasAsked = await withProgress(`asking ${registry}`, world, () =>
      client.login(registry),
    ).finally(() => client.close());
    if (!wasAsked) world.report(`${registry} asks for no login: the password is not checked`);
    const kept = await storeLogin(world, registry, credentials);
    const where = 'file' in kept ? kept.file : `docker-credential-${kept.helper}`;
    world.report(`${username} is logged in to ${registry}; kept in ${where}`);
    return 0;
  },
});

async function passwordFor(registry: string, fromStdin: boolean, world: World): Promise<string> {
  if (fromStdin) return passwordFromStdin(world);
  const typed = await world.askSecret?.(`password for ${registry}`);
  if (typed) return typed;
  throw new CliError(
    'CLI_INPUT_MISSING',
    typed === undefined ? 'nobody is there to ask for the password' : 'the password is empty',
    'pipe it in: echo "$TOKEN" | cdk8s-gitops login … --username me --password-stdin',
  );
}
