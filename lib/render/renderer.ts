import { escapeToken, formatPointer, type Pointer } from '../core';
import {
  argocdFunctions,
  isMap,
  parseFastTemplate,
  parseTemplate,
  TemplateError,
  type MissingKey,
} from '../template';
import { ExpansionFailure, type ExpansionRule } from './failure';
import { setOwn, type Params } from './params';

/** Something that depends on parameters, or not. */
export interface Plan<T = unknown> {
  /** Whether parameters change nothing. */
  readonly constant: boolean;
  run(params: Params): T;
}

export interface RendererOptions {
  readonly goTemplate: boolean;
  readonly missingKey: MissingKey;
  /** What every text fails with, since Go panics over an option of the set. Default none. */
  readonly fault?: ExpansionFailure | undefined;
}

const DEFAULTS: RendererOptions = { goTemplate: false, missingKey: 'default' };

/** Turns texts and values with templates into functions of parameters; each text is parsed once. */
export class Renderer {
  readonly #texts = new Map<string, Plan<string>>();
  #strict: Renderer | undefined;

  /** Leaves every text as it is, and nulls where they are. */
  static readonly literal = new Renderer(DEFAULTS, true);

  constructor(
    readonly options: RendererOptions,
    private readonly asWritten = false,
  ) {}

  /** The same, but a missing key is an error. */
  get strict(): Renderer {
    this.#strict ??= new Renderer({ ...this.options, missingKey: 'error' });
    return this.#strict;
  }

  /**
   * @param pointer where the text stands, for messages.
   * @throws {ExpansionFailure} when run, for a text that cannot be parsed too: Argo CD parses a
   *   template once for each set of parameters, and none for no set.
   */
  text(text: string, pointer: Pointer): Plan<string> {
    if (this.asWritten) return { constant: true, run: () => text };
    if (this.options.fault) return failing(this.options.fault);
    if (!text.includes('{{')) return { constant: true, run: () => text };
    let plan = this.#texts.get(text);
    if (!plan) {
      plan = this.options.goTemplate ? this.#goText(text) : fastText(text);
      this.#texts.set(text, plan);
    }
    return wrapped(plan, (failure) => failure.at(pointer));
  }

  #goText(text: string): Plan<string> {
    try {
      const template = parseTemplate(text, {
        functions: argocdFunctions,
        missingKey: this.options.missingKey,
      });
      return {
        constant: false,
        run(params) {
          try {
            return template.execute(params ?? {});
          } catch (error) {
            throw failureOf(`failed to execute go template ${text}`, error);
          }
        },
      };
    } catch (error) {
      return failing(failureOf(`failed to parse template ${text}`, error));
    }
  }

  /** As {@link value}, of arbitrary JSON inside a typed field: Argo CD's messages tell the two apart. */
  json(value: unknown, pointer: Pointer): Plan {
    return wrapped(this.value(value, pointer), (failure) =>
      failure.within('failed to deeply replace JSON field contents'),
    );
  }

  /** Every string in `value`, keys included. Entries of maps that are null vanish, as in Go. */
  value(value: unknown, pointer: Pointer): Plan {
    if (this.asWritten) return { constant: true, run: () => value };
    if (typeof value === 'string') return this.text(value, pointer);
    if (Array.isArray(value)) return this.#array(value, pointer);
    return isMap(value) ? this.#map(value, pointer) : { constant: true, run: () => value };
  }

  #array(items: readonly unknown[], pointer: Pointer): Plan {
    const plans = items.map((item, i) => this.value(item, pointer + formatPointer([i])));
    if (plans.every(({ constant }) => constant)) {
      const fixed = plans.map((plan) => plan.run(null));
      return { constant: true, run: () => fixed };
    }
    return { constant: false, run: (params) => plans.map((plan) => plan.run(params)) };
  }

  #map(map: Readonly<Record<string, unknown>>, pointer: Pointer): Plan {
    const entries = Object.entries(map)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => {
        const at = `${pointer}/${escapeToken(key)}`;
        return { key: this.text(key, at), value: this.value(value, at) };
      });
    const run = (params: Params) => {
      const out = {};
      for (const { key, value } of entries) setOwn(out, key.run(params), value.run(params));
      return out;
    };
    if (!entries.every(({ key, value }) => key.constant && value.constant)) {
      return { constant: false, run };
    }
    const fixed = run(null);
    return { constant: true, run: () => fixed };
  }
}

function fastText(text: string): Plan<string> {
  try {
    const template = parseFastTemplate(text);
    return { constant: false, run: (params) => template.execute(params ?? {}) };
  } catch (error) {
    return failing(failureOf('invalid template', error));
  }
}

function failing(failure: ExpansionFailure): Plan<string> {
  return {
    constant: false,
    run() {
      throw failure;
    },
  };
}

/** What does not freeze the set: the controller has what is missing here. */
const RULES: Readonly<Record<string, ExpansionRule | undefined>> = {
  TEMPLATE_FUNCTION_UNSUPPORTED: 'application-set-input-missing',
  TEMPLATE_NOT_REPEATABLE: 'application-set-not-repeatable',
};

/** Argo CD's words, and where in the text it is. */
function failureOf(prefix: string, error: unknown): ExpansionFailure {
  if (!(error instanceof TemplateError)) throw error;
  const { code, place, hint, message } = error;
  const where = place ? ` (line ${place.line}, column ${place.column} of the template)` : '';
  const rule = RULES[code] ?? 'application-set-fails';
  return new ExpansionFailure(`${prefix}: ${message}${where}`, { rule, hint });
}

/** A plan whose failures are told in another way. */
function wrapped<T>(plan: Plan<T>, tell: (failure: ExpansionFailure) => ExpansionFailure): Plan<T> {
  return {
    constant: plan.constant,
    run(params) {
      try {
        return plan.run(params);
      } catch (error) {
        throw error instanceof ExpansionFailure ? tell(error) : error;
      }
    },
  };
}
