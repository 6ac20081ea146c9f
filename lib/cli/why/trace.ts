/* Loaded with `node --require` before a user's program: notes where its constructs are made. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { TracedObject } from './traced-object';

interface Child {
  readonly node: { readonly path: string };
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly metadata?: { readonly namespace?: unknown };
}

interface NodeClass {
  readonly prototype: { addChild(child: Child, name: string): unknown };
}

const folder = process.cwd();
const target = process.env['CDK8S_GITOPS_TRACE'];
const made = new Map<Child, Error>();

const constructs = target === undefined ? undefined : load();
if (constructs !== undefined && target !== undefined) {
  const { prototype } = constructs.Node;
  const original = Reflect.get(prototype, 'addChild');
  prototype.addChild = function (child, name) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 60;
    made.set(child, new Error());
    Error.stackTraceLimit = limit;
    return original.call(this, child, name);
  };
  process.on('exit', () => {
    const objects = [...made].flatMap(([child, error]) => describe(child, error));
    // A runner in between (npx) has no constructs, and must not write over the program's.
    if (objects.length > 0) writeFileSync(target, JSON.stringify(objects));
  });
}

function load(): { readonly Node: NodeClass } | undefined {
  try {
    const require = createRequire(join(folder, 'noop.js'));
    return require('constructs') as { readonly Node: NodeClass };
  } catch {
    return undefined;
  }
}

function describe(child: Child, error: Error): TracedObject[] {
  const { apiVersion, kind, name, metadata, node } = child;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const place = ownFrame(error.stack ?? '');
  const namespace = metadata?.namespace;
  return [
    {
      apiVersion,
      kind,
      name: String(name),
      ...(typeof namespace === 'string' && { namespace }),
      path: node.path,
      ...(place !== undefined && { place }),
    },
  ];
}

/** The innermost frame in the project that is not a dependency: `core-stack.ts:23:5`. */
function ownFrame(stack: string): string | undefined {
  for (const line of stack.split('\n')) {
    const [, file, position] =
      /\(?((?:\/|[A-Za-z]:\\|file:)[^()]*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) continue;
    const path = relative(folder, file.replace(/^file:\/\//, ''));
    if (!path.startsWith('..')) return `${path}:${position}`;
  }
  return undefined;
}
