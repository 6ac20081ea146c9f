import { App, Chart, Yaml } from 'cdk8s';
import { accelerate } from '../../../../constructs/app';
import type { Targets } from '../../../../constructs/targets';

/** A chart of an app with targets. */
export function chartFor(targets: Targets = {}, namespace?: string): Chart {
  const app = accelerate(new App({ outdir: 'unused' }), { targets });
  return new Chart(app, 'chart', namespace === undefined ? {} : { namespace });
}

export function yamlOf(chart: Chart): string {
  return Yaml.stringify(...(chart.toJson() as unknown[]));
}

/** What `make` throws, as code, message and hint. */
export function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string };
    return `${code}: ${message}; ${hint}`;
  }
  return 'accepted';
}
