/** An object as the program made it. Places are lines of the author's own code, `core-stack.ts:23:5`. */
export interface TracedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Of the construct: `core-stack/production/web/web/Resource`. */
  readonly path: string;
  /** The calls that led to it, the innermost first. */
  readonly places: readonly string[];
  /** The same of its chart, which gives namespace and labels. */
  readonly chart?: readonly string[];
  /** What was written to it afterwards, in order: patches, labels, annotations. */
  readonly writes: readonly TracedWrite[];
}

export interface TracedWrite {
  /** JSON pointer into the object. */
  readonly pointer: string;
  readonly places: readonly string[];
}
