/** Where a node starts in the template's text, in UTF-16 units. */
interface At {
  readonly index: number;
}

export interface NumberNode extends At {
  readonly type: 'number';
  readonly text: string;
  /** Present when the constant has an integral value. */
  readonly int?: bigint;
  /** Present when it has an integral value that is not negative. */
  readonly uint?: bigint;
  readonly float?: number;
  /** A constant with an imaginary part: Go can compute with it, nothing here can. */
  readonly complex?: boolean;
}

export type Operand =
  | (At & { readonly type: 'bool'; readonly value: boolean })
  | (At & { readonly type: 'dot' })
  | (At & { readonly type: 'nil' })
  | (At & { readonly type: 'string'; readonly quoted: string; readonly text: string })
  | NumberNode
  | (At & { readonly type: 'identifier'; readonly name: string })
  /** `.a.b` */
  | (At & { readonly type: 'field'; readonly names: readonly string[] })
  /** `$x.a.b`: the first name holds the `$`. */
  | (At & { readonly type: 'variable'; readonly names: readonly string[] })
  /** `(pipeline).a.b` */
  | (At & { readonly type: 'chain'; readonly operand: Operand; readonly names: readonly string[] })
  | PipeNode;

export interface CommandNode extends At {
  readonly type: 'command';
  readonly operands: readonly Operand[];
}

export interface PipeNode extends At {
  readonly type: 'pipe';
  /** `$x = …` sets a variable that exists, `$x := …` makes a new one. */
  readonly assigns: boolean;
  /** Names with their `$`. */
  readonly variables: readonly string[];
  readonly commands: readonly CommandNode[];
}

export interface BranchNode extends At {
  readonly type: 'if' | 'range' | 'with';
  readonly pipe: PipeNode;
  readonly body: ListNode;
  readonly otherwise?: ListNode;
}

export interface ListNode extends At {
  readonly type: 'list';
  readonly nodes: readonly Statement[];
}

export type Statement =
  | (At & { readonly type: 'text'; readonly text: string })
  | (At & { readonly type: 'action'; readonly pipe: PipeNode })
  | BranchNode
  | (At & { readonly type: 'break' | 'continue' })
  | (At & { readonly type: 'template'; readonly name: string; readonly pipe?: PipeNode });

/** One named template. */
export interface Tree {
  readonly name: string;
  readonly root: ListNode;
}

/** Anything that an error message may point at. */
export type Node = Operand | CommandNode | Statement;

/** Whether there is nothing but space in it: such a definition may be replaced by another. */
export function isEmptyTree(node: ListNode | Statement): boolean {
  if (node.type === 'list') return node.nodes.every(isEmptyTree);
  return node.type === 'text' && node.text.trim() === '';
}
