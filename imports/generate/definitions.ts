import { readCrd, type Crd, type Problem } from './crd';
import { isRecord, type JsonRecord } from './schema';
import { readXrd } from './xrd';

/** A definition in a document, or why it cannot be read. */
export type Definition =
  | { readonly name: string; readonly pointer: string; readonly crds: readonly Crd[] }
  | { readonly name: string; readonly pointer: string; readonly problem: Problem };

/**
 * The definitions in one document: CustomResourceDefinitions, CompositeResourceDefinitions, and
 * lists of them, however deep. Other objects are passed over.
 *
 * @param pointer where `document` stands in its file's document; default the whole
 */
export function* definitionsIn(document: unknown, pointer = ''): Generator<Definition> {
  if (!isRecord(document)) return;
  const { apiVersion, kind, items } = document;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return;
  if (kind.endsWith('List') && Array.isArray(items)) {
    for (const [i, item] of items.entries())
      yield* definitionsIn(typed(item, document), `${pointer}/items/${i}`);
    return;
  }
  const read = reader(apiVersion, kind);
  if (!read) return;
  const name = nameOf(document);
  const result = read(document);
  if ('problem' in result) {
    const { message, pointer: place } = result.problem;
    yield { name, pointer, problem: { message, pointer: pointer + place } };
  } else yield { name, pointer, crds: result.value };
}

function reader(apiVersion: string, kind: string) {
  if (kind === 'CustomResourceDefinition' && apiVersion.startsWith('apiextensions.k8s.io/'))
    return (manifest: JsonRecord) => {
      const read = readCrd(manifest);
      return 'problem' in read ? read : { value: [read.value] };
    };
  const isXrd =
    kind === 'CompositeResourceDefinition' && apiVersion.startsWith('apiextensions.crossplane.io/');
  return isXrd ? readXrd : undefined;
}

/** An item of a list named after its kind may leave out what the list says. */
function typed(item: unknown, { apiVersion, kind }: JsonRecord): unknown {
  if (!isRecord(item) || kind === 'List') return item;
  return { apiVersion, kind: String(kind).slice(0, -'List'.length), ...item };
}

function nameOf({ kind, metadata }: JsonRecord): string {
  const name = isRecord(metadata) ? metadata.name : undefined;
  return `${String(kind)} ${typeof name === 'string' ? `'${name}'` : 'without a name'}`;
}
