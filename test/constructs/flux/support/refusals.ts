import { Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';

/** What is given, the code behind `FLUX_`, the props, and a part of the message. */
export type Row = readonly [given: string, code: string, props: object, message: string];

type Make = new (scope: Construct, id: string, props: object) => object;

/** Each is refused, as a program without types writes it. */
export function refusals(Kind: unknown, rows: readonly Row[]): void {
  it.each(rows)('refuses %s', (_given, code, props, message) => {
    const scope = new Chart(Testing.app({ outdir: 'unused' }), 'c');
    const make = () => new (Kind as Make)(scope, 'made', props);
    expect(make).toThrow(expect.objectContaining({ code: `FLUX_${code}` }));
    expect(make).toThrow(message);
  });
}
