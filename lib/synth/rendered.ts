import type { IConstruct } from 'constructs';

/** What one construct becomes. */
export interface Rendered {
  /** Plain data; a manifest unless a class overrides `toJson` with something else. */
  readonly value: unknown;
  /** The ApiObject; the chart for what a chart with a `toJson` of its own makes up. */
  readonly construct: IConstruct;
}
