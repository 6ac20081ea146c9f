/** A CI file, as far as it pushes or checks manifests. */
export interface Pipeline {
  readonly file: string;
  readonly steps: readonly Step[];
}

/** One command line of a job. */
export interface Step {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The words of the command, quotes gone; parts that only a run knows are `{ unknown }`. */
  readonly words: readonly Word[];
  /** Shapes of the tags whose push starts the job (`v*`); `[]` where anything may. */
  readonly refs: readonly string[];
}

/** One word of a command line, in parts. */
export type Word = readonly Part[];
/** A literal text, or the name of what only a run knows: `github.repository_owner`. */
export type Part = string | { readonly unknown: string };
