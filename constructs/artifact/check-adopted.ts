import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { deliveriesOf } from './delivery';
import { ArtifactError } from './errors';

/**
 * A chart travels once: adopted by a second artifact, the first would lose it without a word.
 *
 * @param charts of the app, and of no other artifact or hub.
 */
export function checkAdopted(scope: IConstruct, id: string, charts: readonly Chart[]): void {
  for (const chart of charts) {
    if (!Chart.isChart(chart) || chart.node.root !== scope.node.root) {
      throw new ArtifactError(
        'ARTIFACT_CHART_FOREIGN',
        `artifact '${id}' adopts ${Chart.isChart(chart) ? `'${chart.node.path}', a chart of another app` : 'what is no chart'}`,
        'give charts of the same app',
      );
    }
    const taken = deliveriesOf(scope).find(
      ({ adopted, parts }) =>
        adopted.includes(chart) || parts.some(({ root }) => chart.node.scopes.includes(root)),
    );
    if (!taken) continue;
    throw new ArtifactError(
      'ARTIFACT_CHART_TAKEN',
      `artifact '${id}' adopts '${chart.node.path}', which '${taken.name}' delivers`,
      'leave it to one of them',
    );
  }
}
