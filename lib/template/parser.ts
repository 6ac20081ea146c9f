import { isEmptyTree, type BranchNode, type ListNode, type Statement, type Tree } from './nodes';
import { PipelineParser, type HasFunction } from './parse-pipeline';
import { quote } from './quote';
import { streamOf, type TokenStream } from './token-reader';
import type { Delimiters, Token } from './tokens';

/** `{{end}}` or `{{else}}`; of an `{{else if …}}` the `if` is still to be read. */
interface Ending {
  readonly type: 'end' | 'else';
  readonly index: number;
}

/**
 * Parses a template and the templates that it defines.
 *
 * @param name the name that errors carry, and the key of the main tree in the result.
 * @throws {TemplateError} `TEMPLATE_SYNTAX` with Go's message and line.
 */
export function parse(
  name: string,
  text: string,
  hasFunction: HasFunction,
  delimiters?: Delimiters,
): Map<string, Tree> {
  const trees = new Map<string, Tree>();
  new Parser(streamOf(name, text, delimiters), hasFunction, trees).main(name);
  return trees;
}

class Parser extends PipelineParser {
  #ranges = 0;

  constructor(
    stream: TokenStream,
    hasFunction: HasFunction,
    readonly trees: Map<string, Tree>,
  ) {
    super(stream, hasFunction);
  }

  main(name: string): void {
    const { index } = this.peek();
    const nodes: Statement[] = [];
    while (this.peek().type !== 'end-of-text') {
      if (this.#atDefinition()) {
        this.#definition();
        continue;
      }
      const node = this.#statement();
      if (isEnding(node)) this.fail(`unexpected {{${node.type}}}`);
      nodes.push(node);
    }
    this.#add({ name, root: { type: 'list', index, nodes } });
  }

  /** Consumes `{{define` if that comes next. */
  #atDefinition(): boolean {
    if (this.peek().type !== 'left-delimiter') return false;
    const { cursor } = this.stream;
    this.next();
    if (this.nextNonSpace().type === 'define') return true;
    this.stream.cursor = cursor;
    return false;
  }

  #definition(): void {
    const context = 'define clause';
    const inner = new Parser(this.stream, this.hasFunction, this.trees);
    const name = inner.unquote(inner.expect(context, 'string', 'raw-string'));
    inner.expect(context, 'right-delimiter');
    inner.#body(name, context);
  }

  /** Reads to `{{end}}` and adds what was read as the template `name`. */
  #body(name: string, context: string): void {
    const { list, ending } = this.#list();
    if (ending.type !== 'end') this.fail(`unexpected {{${ending.type}}} in ${context}`);
    this.#add({ name, root: list });
  }

  #add(tree: Tree): void {
    const existing = this.trees.get(tree.name);
    if (!existing || isEmptyTree(existing.root)) this.trees.set(tree.name, tree);
    else if (!isEmptyTree(tree.root)) {
      this.fail(`template: multiple definition of template ${quote(tree.name)}`);
    }
  }

  #list(): { list: ListNode; ending: Ending } {
    const { index } = this.peekNonSpace();
    const nodes: Statement[] = [];
    while (this.peekNonSpace().type !== 'end-of-text') {
      const node = this.#statement();
      if (isEnding(node)) return { list: { type: 'list', index, nodes }, ending: node };
      nodes.push(node);
    }
    return this.fail('unexpected EOF');
  }

  #statement(): Statement | Ending {
    const token = this.nextNonSpace();
    if (token.type === 'text') return { type: 'text', index: token.index, text: token.text };
    if (token.type !== 'left-delimiter') return this.unexpected(token, 'input');
    this.actionLine = token.line;
    const node = this.#action();
    this.actionLine = 0;
    return node;
  }

  #action(): Statement | Ending {
    const token = this.nextNonSpace();
    switch (token.type) {
      case 'block':
        return this.#block();
      case 'break':
      case 'continue':
        return this.#jump(token, token.type);
      case 'else':
        return this.#else();
      case 'end':
        return { type: 'end', index: this.expect('end', 'right-delimiter').index };
      case 'if':
      case 'range':
      case 'with':
        return this.#branch(token.type);
      case 'template':
        return this.#template();
    }
    this.stream.cursor--;
    return {
      type: 'action',
      index: this.peek().index,
      pipe: this.pipeline('command', 'right-delimiter'),
    };
  }

  #jump({ index }: Token, type: 'break' | 'continue'): Statement {
    const token = this.nextNonSpace();
    if (token.type !== 'right-delimiter') this.unexpected(token, `{{${type}}}`);
    if (this.#ranges === 0) this.fail(`{{${type}}} outside {{range}}`);
    return { type, index };
  }

  #else(): Ending {
    const next = this.peekNonSpace();
    if (next.type === 'if' || next.type === 'with') return { type: 'else', index: next.index };
    return { type: 'else', index: this.expect('else', 'right-delimiter').index };
  }

  #branch(type: BranchNode['type']): BranchNode {
    const inSight = this.variables.length;
    const pipe = this.pipeline(type, 'right-delimiter');
    if (type === 'range') this.#ranges++;
    const { list: body, ending } = this.#list();
    if (type === 'range') this.#ranges--;
    const otherwise = ending.type === 'else' ? this.#otherwise(type, ending) : undefined;
    this.variables.length = inSight;
    return { type, index: pipe.index, pipe, body, otherwise };
  }

  #otherwise(type: BranchNode['type'], { index }: Ending): ListNode {
    if (type !== 'range' && this.peek().type === type) {
      this.next();
      return { type: 'list', index, nodes: [this.#branch(type)] };
    }
    const { list, ending } = this.#list();
    if (ending.type !== 'end') this.fail(`expected end; found {{${ending.type}}}`);
    return list;
  }

  #block(): Statement {
    const context = 'block clause';
    const token = this.nextNonSpace();
    const name = this.#templateName(token, context);
    const pipe = this.pipeline(context, 'right-delimiter');
    new Parser(this.stream, this.hasFunction, this.trees).#body(name, context);
    return { type: 'template', index: token.index, name, pipe };
  }

  #template(): Statement {
    const context = 'template clause';
    const token = this.nextNonSpace();
    const name = this.#templateName(token, context);
    if (this.nextNonSpace().type === 'right-delimiter') {
      return { type: 'template', index: token.index, name };
    }
    this.stream.cursor--;
    const pipe = this.pipeline(context, 'right-delimiter');
    return { type: 'template', index: token.index, name, pipe };
  }

  #templateName(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'raw-string') this.unexpected(token, context);
    return this.unquote(token);
  }
}

function isEnding(node: Statement | Ending): node is Ending {
  return node.type === 'end' || node.type === 'else';
}
