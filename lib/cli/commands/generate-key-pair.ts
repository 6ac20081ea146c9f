import { dirname } from 'node:path';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';

export const generateKeyPair = command({
  name: 'generate-key-pair',
  summary: 'Make a key pair, the private half encrypted as cosign does.',
  example: 'COSIGN_PASSWORD=… cdk8s-gitops generate-key-pair',
  options: {
    'output-key-prefix': {
      type: 'string',
      default: 'cosign',
      summary: 'name of the files, to which .key and .pub are added',
    },
  },
  async run({ flags }, world) {
    const { generateKeyPair: generate } = require('../../oci') as typeof Oci;
    const prefix = flags['output-key-prefix'];
    const [secret, open] = [`${prefix}.key`, `${prefix}.pub`];
    for (const path of [secret, open]) refuseExisting(path, world);
    const pair = generate(await newPassword(world));
    world.disk.write(new Map([[open, pair.public]]));
    try {
      world.disk.write(new Map([[secret, pair.private]]), { isPrivate: true });
    } catch (error) {
      // Half a pair is of no use, and in the way of the next.
      world.disk.remove([open], dirname(open));
      throw error;
    }
    world.print(`${secret}\n${open}`);
    return 0;
  },
});

/** Whatever a lost key signed can be verified, and nothing like it signed again. */
function refuseExisting(path: string, { disk }: World): void {
  if (disk.kindOf(path) === undefined) return;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `there is a '${path}' already`,
    'move it away, or give --output-key-prefix another name',
  );
}

async function newPassword({ env, askSecret }: World): Promise<string> {
  const given = env['COSIGN_PASSWORD'];
  if (given !== undefined) return given;
  if (!askSecret) {
    throw new CliError(
      'CLI_INPUT_MISSING',
      'a new key needs a password, and nobody is there to ask',
      'give it in COSIGN_PASSWORD',
    );
  }
  const [first, second] = [
    await askSecret('password of the new key'),
    await askSecret('the same password again'),
  ];
  if (first === second) return first;
  throw new CliError('CLI_INPUT_INVALID', 'the two passwords differ', 'run it again');
}
