import type { Node } from './schema';

/**
 * What a schema says about a value beyond its type, as one line: `Default 3. 1 to 100.` Empty where
 * it says nothing.
 */
export function factsAbout(node: Node): string {
  const facts = [
    node.default !== undefined && `Default ${JSON.stringify(node.default)}`,
    bounds(node),
    counted(node.minLength, node.maxLength, 'character'),
    counted(node.minItems, node.maxItems, 'item'),
    counted(node.minProperties, node.maxProperties, 'entry', 'entries'),
    typeof node.multipleOf === 'number' && `A multiple of ${node.multipleOf}`,
    typeof node.format === 'string' && !WIDTHS.has(node.format) && `Format ${node.format}`,
    typeof node.pattern === 'string' && `Matches \`${node.pattern}\``,
    listKeys(node),
  ];
  const text = facts.filter((fact) => fact).join('. ');
  return text && `${text.replace(/\*\//g, '*\\/').replace(/\s+/g, ' ')}.`;
}

const WIDTHS = new Set(['int32', 'int64', 'float', 'double']);

function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Node): string {
  const low = typeof minimum === 'number';
  const high = typeof maximum === 'number';
  if (low && high && !exclusiveMinimum && !exclusiveMaximum) return `${minimum} to ${maximum}`;
  return [
    low && `${exclusiveMinimum ? 'More than' : 'At least'} ${minimum}`,
    high && `${exclusiveMaximum ? 'Less than' : 'At most'} ${maximum}`,
  ]
    .filter((bound) => bound)
    .join('. ');
}

function counted(min: unknown, max: unknown, one: string, many = `${one}s`): string {
  const words = (count: number) => `${count} ${count === 1 ? one : many}`;
  if (typeof min === 'number' && typeof max === 'number')
    return min === max ? `Exactly ${words(min)}` : `${min} to ${words(max)}`;
  if (typeof min === 'number') return min > 0 ? `At least ${words(min)}` : '';
  return typeof max === 'number' ? `At most ${words(max)}` : '';
}

function listKeys(node: Node): string {
  const keys = node['x-kubernetes-list-map-keys'];
  if (Array.isArray(keys)) return `Unique by ${keys.join(', ')}`;
  return node['x-kubernetes-list-type'] === 'set' ? 'Unique items' : '';
}
