import type { Token } from '../documents/index.ts';
import type { Scope } from '../expressions/index.ts';
import type { Recorder } from './recorder.ts';

/** One step about to run. */
export interface Execution {
  readonly step: Token;
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly scope: Scope;
  readonly signal: AbortSignal | undefined;
  readonly recorder: Recorder;
}
