import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { App } from 'cdk8s';
import fc from 'fast-check';
import { PlatformApp } from '../../constructs/app';
import { isCodedError } from '../../lib/core';
import { appSpec, buildApp, type AppSpec } from './random-app';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'synth-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Errors of ours where cdk8s writes files that lose an object. */
const LOSSES = ['SYNTH_DUPLICATE_OBJECT', 'SYNTH_FILE_CLASH'];

describe('PlatformApp', () => {
  it('writes the bytes that App writes, for any tree', () => {
    fc.assert(
      fc.property(appSpec, (spec) => {
        const theirs = outcome(() => synthFiles(App, spec));
        const ours = outcome(() => synthFiles(PlatformApp, spec));
        fc.pre(!LOSSES.includes(String(ours.code)));
        expect(ours.shown).toEqual(theirs.shown);
      }),
      { numRuns: Number(process.env.SYNTH_RUNS ?? 300) },
    );
  });

  it('gives the string that App.synthYaml gives, for any tree', () => {
    fc.assert(
      fc.property(appSpec, (spec) => {
        const theirs = outcome(() => buildApp(new App(spec.props), spec).synthYaml());
        const ours = outcome(() => buildApp(new PlatformApp(spec.props), spec).synthYaml());
        fc.pre(!LOSSES.includes(String(ours.code)));
        expect(ours.shown).toEqual(theirs.shown);
      }),
      { numRuns: Number(process.env.SYNTH_RUNS ?? 300) },
    );
  });
});

function synthFiles(kind: typeof App, spec: AppSpec): Record<string, string> {
  const outdir = join(folder, 'dist');
  rmSync(outdir, { recursive: true, force: true });
  buildApp(new kind({ ...spec.props, outdir }), spec).synth();
  return readFiles(outdir);
}

function readFiles(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true }).map((name) => join(root, String(name)));
  const files = paths.filter((path) => statSync(path).isFile()).sort();
  return Object.fromEntries(
    files.map((path) => [relative(root, path), readFileSync(path, 'utf8')]),
  );
}

/** What came out, or the error without what ours are meant to say better. */
function outcome(run: () => unknown): { shown: unknown; code?: string } {
  try {
    return { shown: run() };
  } catch (error) {
    const { message } = error as Error;
    const shown = message
      .replace(/^Dependency cycle detected.*/, 'a circle')
      .replace("Cannot read properties of undefined (reading 'name')", 'no metadata')
      .replace(/^'.*' becomes an object without metadata.*/, 'no metadata');
    return { shown, code: isCodedError(error) ? error.code : undefined };
  }
}
