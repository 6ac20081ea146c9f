import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this package, from the package.json that is nearest above. */
export const version: string = versionAbove(__dirname);

function versionAbove(folder: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return version;
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return versionAbove(dirname(folder));
  }
}
