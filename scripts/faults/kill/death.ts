export const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
/** Where at a request: the service never sees it; it is done and the reply is not sent; the reply has arrived. */
export const moments = ['before', 'after-commit', 'after-reply'] as const;

/** One death: which signal, at which request of the run (counted from 1), and when. */
export interface Death {
  readonly signal: (typeof signals)[number];
  readonly moment: (typeof moments)[number];
  readonly request: number;
}
