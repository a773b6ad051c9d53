import type { JobSession } from '../steps/session.ts';

/** What a stand-in is given. */
export interface StandInCall {
  readonly session: JobSession;
  /** Every input of {@link StandIn.inputs}, by lower-case name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  /** Asks a service of the world by its real host name. */
  ask(request: Request): Promise<Response>;
  tell(line: string): void;
  warn(message: string): void;
  /** Books work for the end of the job, as an action's post. */
  onPost(tidy: (tell: (line: string) => void) => Promise<void>): void;
}

/** A small program in place of a third-party action, obeying what of it matters here. */
export interface StandIn {
  /** `owner/name` (and path) as `uses:` writes it. */
  readonly action: string;
  /** The inputs that it obeys, with their defaults; any other fails the step. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Answers the outputs; throws to fail the step. */
  run(call: StandInCall): Promise<Readonly<Record<string, string>>>;
}
