import type * as SideModule from '../artifact-side';
import { command } from '../command';
import type * as Compare from '../diff/compare';
import type { Comparison } from '../diff/comparison';
import type * as Html from '../diff/html';
import type * as Markdown from '../diff/markdown';
import type * as Text from '../diff/text';
import { registryFlags, withRegistry } from '../registry';

export const diff = command({
  name: 'diff',
  summary: 'Compare two artifacts by object, field, image and file.',
  args: '<from> <to>',
  arity: { min: 2, max: 2 },
  example: 'cdk8s-gitops diff oci://ghcr.io/acme/manifests/core:v1.2.0 dist/core',
  options: {
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json', 'markdown', 'html'],
      default: 'text',
      summary: 'for people, programs, pull requests, browsers',
    },
    ...registryFlags,
  },
  async run({ flags, args: [from = '', to = ''] }, world) {
    const { parseSide, readSide } = require('../artifact-side') as typeof SideModule;
    const { compare } = require('../diff/compare') as typeof Compare;
    const sides = [parseSide(from, world), parseSide(to, world)] as const;
    const [before, after] = await withRegistry(`reading ${from} and ${to}`, flags, world, (open) =>
      Promise.all([readSide(sides[0], open, world), readSide(sides[1], open, world)]),
    );
    const comparison = compare([from, before], [to, after]);
    world.print(REPORTERS[flags.output](comparison));
    return comparison.verdict === 'different' ? 1 : 0;
  },
});

const REPORTERS: Readonly<
  Record<'text' | 'json' | 'markdown' | 'html', (of: Comparison) => string>
> = {
  text: (of) => (require('../diff/text') as typeof Text).diffText(of),
  json: (of) => JSON.stringify(of, null, 2),
  markdown: (of) => (require('../diff/markdown') as typeof Markdown).diffMarkdown(of),
  html: (of) => (require('../diff/html') as typeof Html).diffHtml(of).trimEnd(),
};
