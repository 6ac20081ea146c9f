import { inputShape } from '../shape';

/* The input of function-go-templating, `gotemplating.fn.crossplane.io/v1beta1 GoTemplate`. */

export interface Input {
  readonly delims?: { readonly left?: string; readonly right?: string };
  readonly source?: string;
  readonly inline?: { readonly template?: string; readonly templates?: readonly string[] };
  readonly fileSystem?: { readonly dirPath?: string };
  readonly environment?: { readonly key?: string };
  readonly ttl?: string;
  readonly options?: readonly string[];
}

export const INPUT = inputShape({
  delims: { fields: { left: 'string', right: 'string' } },
  source: 'string',
  inline: { fields: { template: 'string', templates: { list: 'string' } } },
  fileSystem: { fields: { dirPath: 'string' } },
  environment: { fields: { key: 'string' } },
  ttl: 'string',
  options: { list: 'string' },
});
