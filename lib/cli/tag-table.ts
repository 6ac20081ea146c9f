/** One tag of a repository, or one name of a layout. */
export interface TagRow {
  readonly tag: string;
  readonly digest: string;
  readonly reference: string;
  /** Rings that run it: `core-stack/production`. */
  readonly pinnedBy: readonly string[];
}

const WIDTH = 80;
/** `sha256:` and twelve digits. */
const DIGEST = 19;

/** A table of at most 80 columns; digests are cut to what tells them apart. */
export function tagTable(rows: readonly TagRow[]): string {
  const width = Math.min(32, Math.max(3, ...rows.map(({ tag }) => tag.length)));
  const line = (tag: string, digest: string, pins: string) => {
    const left = `${cut(tag, width).padEnd(width)}  ${digest.slice(0, DIGEST).padEnd(DIGEST)}`;
    return `${left}  ${cut(pins, WIDTH - left.length - 2)}`.trimEnd();
  };
  return [
    line('TAG', 'DIGEST', rows.some(({ pinnedBy }) => pinnedBy.length > 0) ? 'RUNS IN' : ''),
    ...rows.map(({ tag, digest, pinnedBy }) => line(tag, digest, pinnedBy.join(', '))),
  ].join('\n');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
