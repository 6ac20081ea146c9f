import { appliesTo, namesOf, readIgnoreRule, type IgnoreRule, type PathNames } from './ignore-rule';

/** The file whose rules hold for its folder and all below. */
export const IGNORE_FILE = '.sourceignore';

/** What `flux push artifact` leaves out by default: files of git, pictures, films and archives. */
export const DEFAULT_IGNORES: readonly string[] = [
  ...['.git/', '.gitignore', '.gitmodules', '.gitattributes'],
  ...['*.jpg', '*.jpeg', '*.gif', '*.png', '*.wmv', '*.flv', '*.tar.gz', '*.zip'],
];

/** Rules in the order of their weight: the last that speaks of a path decides. */
export class IgnoreList {
  /** What was asked for last: files of one folder come one after another. */
  #folder = '';
  #parents: PathNames = [];

  constructor(private readonly rules: readonly IgnoreRule[]) {}

  /** @param path below the folder that is packed, with forward slashes. */
  leavesOut(path: string, isFolder = false): boolean {
    const name = path.lastIndexOf('/') + 1;
    if (name !== this.#folder.length || !path.startsWith(this.#folder)) {
      this.#folder = path.slice(0, name);
      this.#parents = namesOf(this.#folder.split('/').slice(0, -1));
    }
    const names = [...this.#parents, Buffer.from(path.slice(name))];
    const rule = this.rules.findLast((one) => appliesTo(one, names, isFolder));
    return rule !== undefined && !rule.includes;
  }
}

/**
 * The rules of a text, a line each; empty lines and those that start with `#` are none.
 *
 * @param domain the folder that they are for; default the top.
 */
export function readIgnoreRules(text: string, domain: readonly string[] = []): IgnoreRule[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => !line.startsWith('#') && !BLANK.test(line))
    .map((line) => readIgnoreRule(line, domain));
}

/** What Go takes for white space. */
const BLANK = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
