import { formatPointer, type Manifest } from '../../core';

/** A text of an Application that a template may have made. */
export interface Text {
  readonly pointer: string;
  readonly text: string;
}

/** The texts of an Application that `test` holds for. Most fleets have none: pointers come late. */
export function textsWhere(application: Manifest, test: (text: string) => boolean): Text[] {
  const found: Text[] = [];
  const keys: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (test(value)) found.push({ pointer: formatPointer(keys), text: value });
    } else if (typeof value === 'object' && value !== null) {
      for (const key in value) {
        keys.push(key);
        visit((value as Readonly<Record<string, unknown>>)[key]);
        keys.pop();
      }
    }
  };
  const { name, labels, annotations } = application.metadata;
  visit({ metadata: { name, labels, annotations }, spec: application.spec });
  return found;
}
