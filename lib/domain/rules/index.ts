export { openRuleSource, readKeys, readRules } from './read.ts';
export type { RuleRepository, Rules, RuleSource } from './types.ts';
