/** Where a comment is found again, to be written anew instead of beside. */
export const MARKER = '<!-- cdk8s-gitops plan -->';

/** What a comment on GitHub may have; a plan in markdown is shorter. */
const LIMIT = 65_536;

/** What differs between hosts, as JavaScript. */
export interface Host {
  /** Variables of the environment that the rest names. */
  readonly variables: readonly string[];
  /** The plan in markdown. */
  readonly plan: string;
  /** Address of the comments of a pull request; that of one is below `comment`, by `own.id`. */
  readonly comments: string;
  readonly comment: string;
  readonly authorization: string;
  /** Whether `one` is of the user that this runs as. */
  readonly isOurs: string;
  readonly update: 'PATCH' | 'PUT';
}

/** A program for node, without packages, that writes a comment, or writes its own anew. */
export function commentProgram(host: Host): string {
  return `const { ${host.variables.join(', ')} } = process.env;
const marker = '${MARKER}';
const body = (marker + '\\n' + ${host.plan}).slice(0, ${LIMIT});
const comments = ${host.comments};
async function call(method, url, data) {
  const headers = { ${host.authorization}, 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, body: data && JSON.stringify(data) });
  if (response.ok) return response.json();
  throw new Error(method + ' ' + url + ': ' + response.status + ' ' + (await response.text()));
}
let own;
for (let page = 1; !own; page++) {
  const found = await call('GET', comments + '?per_page=100&page=' + page);
  own = found.find((one) => one.body?.startsWith(marker) && ${host.isOurs});
  if (found.length < 100) break;
}
if (own) await call('${host.update}', ${host.comment}, { body });
else await call('POST', comments, { body });
`;
}

/** Text as a block of YAML, without the line feed at its end. */
export function indented(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces)).trimEnd();
}
