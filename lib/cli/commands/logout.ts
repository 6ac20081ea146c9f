import type * as Oci from '../../oci';
import { command } from '../command';

export const logout = command({
  name: 'logout',
  summary: "Forget a registry's login, where docker keeps it.",
  args: '<registry>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops logout ghcr.io',
  options: {},
  async run({ args: [target = ''] }, world) {
    const { forgetLogin, parseRegistry } = require('../../oci') as typeof Oci;
    const registry = parseRegistry(target);
    const kept = await forgetLogin(world, registry);
    if (!kept) world.report(`unchanged: there is no login for ${registry}`);
    else {
      const where = 'file' in kept ? kept.file : `docker-credential-${kept.helper}`;
      world.report(`the login for ${registry} is gone from ${where}`);
    }
    return 0;
  },
});
