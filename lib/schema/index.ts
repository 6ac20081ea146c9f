export * from './compile';
export * from './node';
export { compilePattern } from './patterns';
export { show, Violation, type ViolationCode } from './violation';
export type { Check } from './check';
export { TYPES_IN_WORDS } from './types-in-words';
export { ruleValidatorOf, type RuleValidator } from './cel/rule-validator';
