export { chooseDialect, findAllowed, parseAllowedTrivy } from './allow-list.ts';
export type { AllowedTrivy, TrivyDialect } from './allow-list.ts';
export { toScanArgs, trivyScanners } from './arguments.ts';
export type { ScanOrder, TrivyScanner } from './arguments.ts';
export { createTrivy } from './trivy.ts';
export type { Trivy, TrivyOptions } from './trivy.ts';
