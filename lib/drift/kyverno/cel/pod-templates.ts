import { listIn, mapIn } from '../../values';

type Block = Readonly<Record<string, unknown>>;

/**
 * Whether constraints mean Pods and nothing else, so that Kyverno applies the policy to the templates
 * of workloads too.
 *
 * @see https://github.com/kyverno/kyverno/blob/main/pkg/cel/autogen/support.go
 */
export function isForPodsAlone(constraints: Block): boolean {
  const rules = listIn(constraints, '/resourceRules');
  const is = (field: string, text: string) => {
    const list = listIn(rules[0], field);
    return list.length === 1 && list[0] === text;
  };
  return (
    rules.length === 1 &&
    is('/apiGroups', '') &&
    is('/apiVersions', 'v1') &&
    is('/resources', 'pods') &&
    listIn(rules[0], '/resourceNames').length === 0 &&
    listIn(constraints, '/excludeResourceRules').length === 0 &&
    Object.keys(mapIn(constraints, '/objectSelector')).length === 0
  );
}

/**
 * An expression for Pods, as Kyverno rewrites it for objects that have their template at `path`.
 *
 * @see https://github.com/kyverno/kyverno/blob/main/pkg/cel/policies/mpol/autogen/autogen.go
 */
export function onTemplate(expression: string, path: readonly string[]): string {
  const at = path.join('.');
  const moved = expression
    .replace(/\b(object|oldObject|Object)\.spec/g, `$1.${at}.spec`)
    .replace(
      /\b(object|oldObject|Object)\.metadata\.(labels|annotations)/g,
      `$1.${at}.metadata.$2`,
    );
  const inner = /^\s*Object\s*\{([^]*)$/.exec(moved)?.[1];
  if (inner === undefined) return moved;
  const end = closing(inner);
  if (end < 0) return moved;
  const open = path.map((name, i) => {
    const type = ['Object', ...path.slice(0, i + 1)].join('.');
    return `${name}: ${type}{`;
  });
  const body = `Object{${open.join('')}${inner.slice(0, end)}${'}'.repeat(path.length + 1)}`;
  return body + inner.slice(end + 1);
}

/** Where the brace closes that was opened before a text. */
function closing(text: string): number {
  let open = 1;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') open += 1;
    else if (text[i] === '}' && --open === 0) return i;
  }
  return -1;
}
