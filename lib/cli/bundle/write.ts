/*
 * `npm run build`: puts what the shortest runs load into one file beside the command. Which modules
 * those are, a run of each tells.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative } from 'node:path';
import { bundleFile, BUNDLE_FILE } from './bundle';

const ROOT = join(__dirname, '../../..');
const MAIN = join(ROOT, 'lib/cli/main.js');

const SMALL = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { replicas: 1, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: 'nginx:1' }] } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { ports: [{ port: 80 }], selector: { app: web } } }
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: web, namespace: shop }, data: { a: b } }
`;

/** Tells, at the end of a run, which modules it loaded. */
const TELLS = `process.on('exit', () => require('fs').writeFileSync(process.env.LOADED, JSON.stringify(Object.keys(require.cache))));`;

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
try {
  const file = join(folder, 'small.yaml');
  writeFileSync(file, SMALL);
  const pack = ['pack', '--path', folder, '--out', join(folder, 'oci')];
  // Nobody listens there: what is said of that is loaded as well.
  const push = ['push', 'oci://127.0.0.1:1/a:v1', '--path', folder, '--timeout', '1s'];
  const runs = [['--help'], ['lint', file], ['drift', file], pack, push];
  const paths = [...new Set(runs.flatMap(loadedBy))].sort();
  const texts = new Map(paths.map((path) => [path, textOf(path)] as const).filter(isPlain));
  const links = Object.fromEntries([...texts].map(([path, text]) => [path, linksIn(path, text)]));
  writeFileSync(join(ROOT, 'lib/cli', BUNDLE_FILE), bundleFile(texts, links));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function loadedBy(argv: readonly string[]): string[] {
  const [hook, loaded] = [join(folder, 'tells.js'), join(folder, 'loaded.json')];
  writeFileSync(hook, TELLS);
  const { status, stderr } = spawnSync(process.execPath, ['-r', hook, MAIN, ...argv], {
    cwd: folder,
    env: { ...process.env, LOADED: loaded },
  });
  const wanted = argv[0] === 'push' ? 2 : 0;
  if (status !== wanted) throw new Error(`${argv.join(' ')}: ${stderr.toString()}`);
  return (JSON.parse(readFileSync(loaded, 'utf8')) as string[])
    .map((path) => relative(ROOT, path).split('\\').join('/'))
    .filter(
      (path) => path.endsWith('.js') && !path.startsWith('..') && !path.includes('node_modules'),
    );
}

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
    .replace(/^#!.*/, '')
    .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    .replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether letters beyond ASCII are the same when they are escaped. */
function isPlain([, text]: readonly [path: string, text: string]): boolean {
  return !/\\\\u[0-9a-f]{4}|String\.raw/.test(text);
}

/** Where a module says `require('./x')`, and what that is: node need not look for it. */
function linksIn(path: string, text: string): Record<string, string> {
  const found = [...text.matchAll(/\brequire\(["'](\.{1,2}\/?[^"']*)["']\)/g)];
  return Object.fromEntries(
    found.flatMap(([, id = '']) => {
      const to = resolved(path, id);
      return to === undefined ? [] : [[id, to]];
    }),
  );
}

function resolved(path: string, id: string): string | undefined {
  try {
    const file = require.resolve(join(ROOT, posix.join(dirname(path), id)));
    return relative(ROOT, file).split('\\').join('/');
  } catch {
    // Texts that look like a call, in a comment or a template.
    return undefined;
  }
}
