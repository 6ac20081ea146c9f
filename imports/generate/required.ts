import { nodeOf, type Child, type Node } from './schema';

const RULE = /has\(self\.forProvider\.([A-Za-z0-9_]+)\)/;
const MESSAGE = /^spec\.forProvider\.\S+ is a required parameter$/;

/**
 * The schema of a managed resource in which the fields that only rules require (`spec.forProvider.x
 * is a required parameter`, which upjet writes instead of `required`) are required by schema too.
 * Other schemas come back as they are.
 */
export function withRuleRequired(root: Child, shapes: readonly Node[]): Child {
  const top = nodeOf(root, shapes);
  const spec = nodeOf(top.properties?.spec ?? {}, shapes);
  const provider = nodeOf(spec.properties?.forProvider ?? {}, shapes);
  const names = requiredByRules(spec).filter((name) => provider.properties?.[name] !== undefined);
  if (names.length === 0) return root;
  const required = [...new Set([...(provider.required ?? []), ...names])].sort();
  return replace(top, 'spec', replace(spec, 'forProvider', { ...provider, required }));
}

function requiredByRules(spec: Node): string[] {
  const rules = spec['x-kubernetes-validations'];
  if (!Array.isArray(rules)) return [];
  return (rules as { readonly rule?: unknown; readonly message?: unknown }[]).flatMap((entry) => {
    if (!MESSAGE.test(String(entry.message))) return [];
    const [, name] = RULE.exec(String(entry.rule)) ?? [];
    // CEL cannot say `namespace`, so rules write `__namespace__`.
    return name ? [name.replace(/^__(.+)__$/, '$1')] : [];
  });
}

function replace(node: Node, name: string, by: Node): Node {
  return { ...node, properties: { ...node.properties, [name]: by } };
}
