import { ExpansionFailure } from './failure';

const LENGTH = 50;
const WORDS: Readonly<Record<string, string>> = { '&': 'and', '@': 'at', _: '-' };

/**
 * The branch as `branch_slug`: lower case, other letters a dash, at most 50 long, cut at a dash.
 *
 * @throws {ExpansionFailure} for letters that are not Latin, which Argo CD transliterates by a table
 *   that is not here.
 * @see https://github.com/gosimple/slug
 */
export function branchSlug(branch: string, pointer: string): string {
  const plain = branch
    .trim()
    .replace(/["'’]/g, '')
    .replace(/[‒–—―]/g, '-')
    .replace(/[&@_]/g, (letter) => WORDS[letter] ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  const odd = /[^\0-\x7f]/u.exec(plain)?.[0];
  if (odd !== undefined) {
    throw new ExpansionFailure(`the slug of the branch '${branch}' is not known here: '${odd}'`, {
      rule: 'application-set-input-missing',
      hint: 'name the branch in Latin letters, or use {{ normalize .branch }}',
      pointer,
    });
  }
  const slug = plain
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug.length <= LENGTH) return slug;
  const cut = slug.lastIndexOf('-', LENGTH);
  return slug.slice(0, cut >= 0 ? cut : LENGTH);
}
