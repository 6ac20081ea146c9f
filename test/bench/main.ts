import type * as Composite from './composite';
import type * as Drift from './drift';
import type * as Emit from './emit';
import type * as Expand from './expand';
import type * as Lint from './lint';
import type * as Pack from './pack';
import type * as Parse from './parse';
import type * as Promote from './promote';
import { PeerMissing, type BenchModule, type Row } from './row';
import type * as Start from './start';
import type * as Synth from './synth';
import { heading, isBelow, measuredRow, untoldRow } from './table';
import type * as Typecheck from './typecheck';

/** By name, in the order of the design's table. */
const modules: Readonly<Record<string, () => BenchModule>> = {
  synth: () => require('./synth') as typeof Synth,
  emit: () => require('./emit') as typeof Emit,
  parse: () => require('./parse') as typeof Parse,
  lint: () => require('./lint') as typeof Lint,
  drift: () => require('./drift') as typeof Drift,
  expand: () => require('./expand') as typeof Expand,
  composite: () => require('./composite') as typeof Composite,
  pack: () => require('./pack') as typeof Pack,
  promote: () => require('./promote') as typeof Promote,
  typecheck: () => require('./typecheck') as typeof Typecheck,
  start: () => require('./start') as typeof Start,
};

const USAGE = `usage: npm run bench -- [${Object.keys(modules).join('|')}]… [--full]
  --full  also what takes over a minute
`;

/** Runs one row and prints it. @returns whether it is below what it must be at least. */
async function show(row: Row): Promise<boolean> {
  try {
    const measured = await row.run();
    process.stdout.write(`${measuredRow(row, measured)}\n`);
    return isBelow(row, measured);
  } catch (error) {
    if (!(error instanceof PeerMissing)) throw error;
    process.stdout.write(`${untoldRow(row, error.message)}\n`);
    return false;
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const full = argv.includes('--full');
  const named = argv.filter((argument) => argument !== '--full');
  if (named.some((name) => !Object.hasOwn(modules, name))) {
    process.stderr.write(USAGE);
    return 2;
  }
  process.stdout.write(`${heading()}\n`);
  let below = 0;
  for (const [name, load] of Object.entries(modules)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const { rows, slowRows = [] } = load();
    for (const row of full ? [...rows, ...slowRows] : rows) if (await show(row)) below += 1;
  }
  process.stdout.write(`${below === 0 ? 'no row is below' : `${below} below`}\n`);
  return below === 0 ? 0 : 1;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
