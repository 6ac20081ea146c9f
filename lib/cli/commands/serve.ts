import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Serve from '../serve-layout';

export const serve = command({
  name: 'serve',
  summary: 'Serve an OCI layout to kind, k3d and other clients, read-only.',
  args: '[OCI layout]',
  arity: { min: 0, max: 1 },
  example: 'cdk8s-gitops serve .gitops/oci --port 5000',
  options: {
    port: { type: 'string', default: '5000', summary: 'port; 0 for any that is free' },
    address: {
      type: 'string',
      default: '127.0.0.1',
      summary: 'address of this machine; others reach it only where this says so, as 0.0.0.0 does',
    },
  },
  async run({ flags, args: [folder = '.gitops/oci'] }, world) {
    const { listLayout } = require('../../oci') as typeof Oci;
    const { serveLayout, untilStopped } = require('../serve-layout') as typeof Serve;
    const port = Number(flags.port);
    if (!/^\d{1,5}$/.test(flags.port) || port > 65_535) {
      throw new CliError('CLI_FLAG_VALUE', `--port is '${flags.port}'`, 'write 0 to 65535');
    }
    const entries = listLayout(world.disk, folder);
    const stopped = untilStopped();
    const serving = await serveLayout(folder, { address: flags.address, port }, world);
    world.print(serving.host);
    for (const { name, digest } of entries) world.report(`${name ?? '(no name)'} ${digest}`);
    world.report('without login or encryption, until it is interrupted');
    await stopped;
    await serving.close();
    return 0;
  },
});
