import { clone, isObject, type Draft } from '../../../crossplane/json';
import { mergeObjects } from '../merge';
import type { FunctionRequest, JsonObject } from '../protocol';
import { itemsOf } from './request-data';

const EXTRA_RESOURCES = 'apiextensions.crossplane.io/extra-resources';

/**
 * The context of a response. Upstream it is the very context of the request, and what was changed is
 * seen by the next change, unless that was empty: then each change starts from nothing, and of two
 * for one key the later one counts.
 */
export class ContextChanges {
  #context: JsonObject;
  readonly #isShared: boolean;

  constructor(private readonly request: FunctionRequest) {
    this.#context = request.context;
    this.#isShared = Object.keys(request.context).length > 0;
  }

  merge(data: JsonObject): void {
    const context = clone(this.#base()) as Draft;
    mergeObjects(context, clone(data) as Draft, { overwrite: true, appendSlice: false });
    this.#context = { ...this.#context, ...context };
  }

  /** The context, with what was fetched for the functions that follow. */
  finish(): JsonObject {
    for (const fetched of [this.request.extraResources, this.request.requiredResources]) {
      if (!fetched || Object.keys(fetched).length === 0) continue;
      const items = Object.entries(fetched).map(([name, all]) => [name, itemsOf(all)] as const);
      const known = this.#base()[EXTRA_RESOURCES];
      const all = { ...(isObject(known) && known), ...Object.fromEntries(items) };
      this.#context = { ...this.#context, [EXTRA_RESOURCES]: all };
    }
    return this.#context;
  }

  #base(): JsonObject {
    return this.#isShared ? this.#context : {};
  }
}
