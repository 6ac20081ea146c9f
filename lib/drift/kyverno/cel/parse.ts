import { parse } from '../../../schema/cel/parse';
import { SyntaxProblem, type Expr } from '../../../schema/cel/syntax';
import { NotRead } from './not-read';

/**
 * Reads an expression of a policy, with the extensions that Kubernetes has.
 *
 * @throws {NotRead} for what is none, with its place.
 */
export function parseCel(text: string): Expr {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw new NotRead(`cannot read CEL at character ${error.at + 1}: ${error.message}`);
  }
}
