/** An object as the program made it. */
export interface TracedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Of the construct: `core-stack/production/web/web/Resource`. */
  readonly path: string;
  /** The line of the author's own code that it comes from: `core-stack.ts:23:5`. */
  readonly place?: string;
}
