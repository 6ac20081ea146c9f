import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitDocuments, parseDocuments, type Manifest } from '../../lib/core';
import { tempFolder } from './temp-folder';

/** What a rendering takes. */
export interface PeerInputs {
  readonly xr: Manifest;
  readonly composition: Manifest;
  readonly definition: Manifest;
  readonly observed: readonly Manifest[];
  readonly required: readonly Manifest[];
}

const command = process.env['CROSSPLANE_RENDER'] ?? '';
const functions = process.env['CROSSPLANE_FUNCTIONS'] ?? '';
const base = tempFolder();

/**
 * What a `crossplane render` of Crossplane's own prints, by the command in CROSSPLANE_RENDER and a file
 * of functions in Development mode in CROSSPLANE_FUNCTIONS; `undefined` where they are not named.
 */
export const crossplaneRender =
  command === '' || functions === ''
    ? undefined
    : ({ xr, composition, definition, observed, required }: PeerInputs): readonly Manifest[] => {
        const folder = mkdtempSync(join(base, 'render-'));
        const at = (name: string, objects: readonly Manifest[]) => {
          const file = join(folder, name);
          writeFileSync(file, emitDocuments(objects));
          return file;
        };
        for (const name of ['observed', 'required']) mkdirSync(join(folder, name));
        at('observed/all.yaml', observed);
        at('required/all.yaml', required);
        const [program = '', ...flags] = command.split(' ');
        const { status, stdout, stderr } = spawnSync(
          program,
          [
            ...flags,
            at('xr.yaml', [xr]),
            at('composition.yaml', [composition]),
            functions,
            `--xrd=${at('xrd.yaml', [definition])}`,
            ...(observed.length > 0 ? [`--observed-resources=${join(folder, 'observed')}`] : []),
            ...(required.length > 0 ? [`--required-resources=${join(folder, 'required')}`] : []),
          ],
          { encoding: 'utf8' },
        );
        if (status !== 0) throw new Error(stderr);
        return parseDocuments(stdout).map(({ value }) => value as Manifest);
      };

if (!crossplaneRender) {
  process.stderr.write(
    'skipped: CROSSPLANE_RENDER names no command, or CROSSPLANE_FUNCTIONS no functions\n',
  );
}
