import type { KubernetesTable } from './kubernetes';
import type { KindFacts, Node, SchemaTable } from './schema';

/**
 * A table as the JSON of `imports/schemas`: one kind and one shape a line, so that a reader can
 * parse only the lines that it needs, and a change shows as the lines that it changes.
 */
export function tableText({ kinds, shapes }: SchemaTable): string {
  return `{"kinds":{${kindLines(kinds)}},\n${shapeLines(shapes)}}\n`;
}

/** As {@link tableText}, with the kinds of one release on a line. */
export function kubernetesText({ versions, shapes }: KubernetesTable): string {
  const lines = Object.entries(versions).map(
    ([version, kinds]) => `${JSON.stringify(version)}:${JSON.stringify(kinds)}`,
  );
  return `{"versions":{\n${lines.join(',\n')}\n},\n${shapeLines(shapes)}}\n`;
}

function kindLines(kinds: Readonly<Record<string, KindFacts>>): string {
  const lines = Object.entries(kinds).map(
    ([id, facts]) => `${JSON.stringify(id)}:${JSON.stringify(facts)}`,
  );
  return lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`;
}

function shapeLines(shapes: readonly Node[]): string {
  const lines = shapes.map((shape) => JSON.stringify(shape));
  return lines.length === 0 ? '"shapes":[]' : `"shapes":[\n${lines.join(',\n')}\n]`;
}
