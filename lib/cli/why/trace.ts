/* Loaded with `node --require` before a user's program: notes where its constructs are made. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { TracedObject, TracedWrite } from './traced-object';

interface Child {
  readonly node: { readonly path: string };
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly chart?: Child;
  readonly toJson?: unknown;
  readonly metadata?: object & { readonly namespace?: unknown };
}

type Method = (this: object, ...args: unknown[]) => unknown;
type Class = { readonly prototype: Record<string, Method> };

/** Frames of one stack that are kept; those of packages do not count. */
const PLACES = 12;
const folder = process.cwd();
const target = process.env['CDK8S_GITOPS_TRACE'];
const made = new Map<Child, Error>();
/** By the object, or by its metadata, which does not know the object. */
const written = new Map<object, { readonly pointer: string; readonly error: Error }[]>();

const constructs = target === undefined ? undefined : load<{ Node: Class }>('constructs');
if (constructs !== undefined && target !== undefined) {
  before(constructs.Node, 'addChild', function (child) {
    made.set(child as Child, stack());
  });
  const cdk8s = load<{ ApiObject: Class; ApiObjectMetadataDefinition: Class }>('cdk8s');
  if (cdk8s) watchWrites(cdk8s);
  process.on('exit', () => {
    const objects = [...made].flatMap(([child, error]) => describe(child, error));
    // A runner in between (npx) has no constructs, and must not write over the program's.
    if (objects.length > 0) writeFileSync(target, JSON.stringify(objects));
  });
}

function load<T>(name: string): T | undefined {
  try {
    return createRequire(join(folder, 'noop.js'))(name) as T;
  } catch {
    return undefined;
  }
}

function watchWrites(cdk8s: {
  readonly ApiObject: Class;
  readonly ApiObjectMetadataDefinition: Class;
}): void {
  const note = (of: object, pointer: string) => {
    const all = written.get(of) ?? [];
    written.set(of, all);
    all.push({ pointer, error: stack() });
  };
  before(cdk8s.ApiObject, 'addJsonPatch', function (...operations) {
    for (const one of operations) {
      // cdk8s keeps the operation behind an underscore.
      const { path } = ((one as { _toJson?(): object })._toJson?.() ?? one) as { path?: unknown };
      if (typeof path === 'string') note(this, path);
    }
  });
  const metadata = cdk8s.ApiObjectMetadataDefinition;
  const pointers: Record<string, (key: unknown) => string> = {
    addLabel: (key) => `/metadata/labels/${token(key)}`,
    addAnnotation: (key) => `/metadata/annotations/${token(key)}`,
    addFinalizers: () => '/metadata/finalizers',
    addOwnerReference: () => '/metadata/ownerReferences',
    add: (key) => `/metadata/${token(key)}`,
  };
  for (const [method, pointerOf] of Object.entries(pointers)) {
    before(metadata, method, function (key) {
      note(this, pointerOf(key));
    });
  }
}

function token(key: unknown): string {
  return String(key).replace(/~/g, '~0').replace(/\//g, '~1');
}

/** Calls `notice` before each call of a method. */
function before({ prototype }: Class, name: string, notice: Method): void {
  const original = prototype[name];
  if (typeof original !== 'function') return;
  prototype[name] = function (...args) {
    notice.apply(this, args);
    return original.apply(this, args);
  };
}

function stack(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const error = new Error();
  Error.stackTraceLimit = limit;
  return error;
}

function describe(child: Child, error: Error): TracedObject[] {
  const { apiVersion, kind, name, metadata, node, chart, toJson } = child;
  // Constructs around an object may tell its kind, too.
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !toJson) return [];
  const chartError = chart && made.get(chart);
  const namespace = metadata?.namespace;
  const writes = [child, ...(metadata ? [metadata] : [])].flatMap((one) => written.get(one) ?? []);
  return [
    {
      apiVersion,
      kind,
      name: String(name),
      ...(typeof namespace === 'string' && { namespace }),
      path: node.path,
      places: ownFrames(error),
      ...(chartError && { chart: ownFrames(chartError) }),
      writes: writes.map((write): TracedWrite => ({
        pointer: write.pointer,
        places: ownFrames(write.error),
      })),
    },
  ];
}

/** The frames in the project that are no dependency, the innermost first: `core-stack.ts:23:5`. */
function ownFrames({ stack = '' }: Error): string[] {
  const found: string[] = [];
  for (const line of stack.split('\n')) {
    const [, file, position] =
      /\(?((?:\/|[A-Za-z]:\\|file:)[^()]*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file)) continue;
    const path = relative(folder, file.replace(/^file:\/\//, ''));
    if (!path.startsWith('..')) found.push(`${path}:${position}`);
    if (found.length === PLACES) break;
  }
  return found;
}
