/** Why a document could not be read as it was meant. */
export interface YamlProblem {
  /** `duplicate-key` leaves a value, in which the last one wins as in go-yaml; `syntax` none. */
  readonly kind: 'syntax' | 'duplicate-key';
  /** What is wrong; lower case, no full stop. */
  readonly message: string;
  /** 1-based, in the whole text. */
  readonly line: number;
  readonly column: number;
}

/** A problem at an offset of the text that is being read; thrown inside this folder only. */
export class ProblemAt {
  constructor(
    readonly offset: number,
    readonly message: string,
  ) {}
}

/** Receives where each value was written, by its pointer. */
export type Places = Map<string, number>;

/** What reading one document gives. Offsets count from the start of its text. */
export interface Reading {
  readonly value: unknown;
  /** A key that its map has already, if there is one: the first such place. */
  readonly duplicate?: ProblemAt;
}
