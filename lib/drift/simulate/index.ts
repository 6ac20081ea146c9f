export { removePointer, type PointerProblem, type Removal } from './pointer-remove';
export { covers, ruleEffect, type RuleEffect, type RuleProblem } from './rule-effect';
export { mismatchOf, ruleMatches, type Mismatch } from './rule-match';
