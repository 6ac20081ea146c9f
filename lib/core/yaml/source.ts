/** A text whose offsets can be told as lines. */
export class Source {
  /** The same, its last line closed by a line feed. */
  readonly terminated: string;
  #lineStarts: number[] | undefined;

  constructor(readonly text: string) {
    this.terminated = text.endsWith('\n') ? text : `${text}\n`;
  }

  /** 1-based line and column of an offset. */
  placeOf(offset: number): { readonly line: number; readonly column: number } {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
