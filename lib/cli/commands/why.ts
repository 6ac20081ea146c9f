import type * as Record from '../../../constructs/artifact/record';
import type * as Core from '../../core';
import type * as Drift from '../../drift';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Files from '../manifest-files';
import type * as Explain from '../why/explain-field';
import type * as Find from '../why/find-objects';
import type * as Inventories from '../plan/inventories';
import type * as Generated from '../why/generated';
import type * as SyntaxModule from '../why/syntax';
import type * as Text from '../why/text';
import type * as Trace from '../why/trace-program';

export const why = command({
  name: 'why',
  summary: 'Tell where a field comes from: file, construct, code, controller.',
  args: '<object> <pointer>',
  arity: { min: 2, max: 2 },
  example: 'cdk8s-gitops why Deployment/shop/web /spec/replicas',
  options: {
    in: { type: 'string', default: 'dist', summary: 'the folder or file with the YAML' },
    inventory: {
      type: 'string',
      short: 'i',
      summary: 'file that lists the clusters, for Applications of a set; default inventory.yaml',
    },
    'no-program': {
      type: 'boolean',
      default: false,
      summary: 'do not run the program, which knows the construct and its line',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json'],
      default: 'text',
      summary: 'how to show the answer',
    },
  },
  async run({ flags, args: [name = '', pointer = ''] }, world) {
    const { ManifestSet } = require('../../core') as typeof Core;
    const { readManifestFiles } = require('../manifest-files') as typeof Files;
    const { claimsOf } = require('../../drift') as typeof Drift;
    const { findObjects } = require('../why/find-objects') as typeof Find;
    const { explainField, explainGenerated } = require('../why/explain-field') as typeof Explain;
    const { traceProgram } = require('../why/trace-program') as typeof Trace;
    const { findGenerated, generatedNames } = require('../why/generated') as typeof Generated;
    const { inventoryHere } = require('../plan/inventories') as typeof Inventories;
    const { syntaxOf } = require('../why/syntax') as typeof SyntaxModule;
    const { readRecord } = require('../../../constructs/artifact/record') as typeof Record;
    const { whyJson, whyText } = require('../why/text') as typeof Text;

    if (pointer !== '' && !pointer.startsWith('/')) {
      throw new CliError(
        'CLI_ARGUMENTS',
        `'${pointer}' is no JSON pointer`,
        `write /${pointer
          .replace(/^\./, '')
          .replace(/\[(\w+)\]/g, '.$1')
          .replace(/\./g, '/')}`,
      );
    }
    const set = new ManifestSet(readManifestFiles([flags.in], world.disk).entries);
    const { clusters = [], facts } = inventoryHere(flags.inventory, world);
    const generated = findGenerated(name, pointer, set, { ...facts, clusters });
    const objects =
      generated.length > 0
        ? []
        : findObjects(name, set, () => generatedNames(set, { ...facts, clusters }));
    const trace = flags['no-program']
      ? { missing: 'the program was not run (--no-program)' }
      : await traceProgram(world);
    const known = {
      set,
      claims: [...claimsOf(set)],
      trace,
      folder: flags.in,
      syntax: 'objects' in trace ? syntaxOf(world) : undefined,
      releases: world.disk.read('releases.yaml')?.toString('utf8'),
      artifacts: readRecord(world.disk)?.artifacts ?? [],
    };
    const fields = [
      ...generated.map((one) => explainGenerated(one, pointer, known)),
      ...objects.map((manifest) => explainField(manifest, pointer, known)),
    ];
    world.print(flags.output === 'json' ? whyJson(fields) : whyText(fields, trace));
    return 0;
  },
});
