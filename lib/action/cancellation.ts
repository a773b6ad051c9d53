/** The reason of an aborted signal: the runner or a person stopped the job. */
export class CancelledError extends Error {
  readonly signal: string;

  constructor(signal: string) {
    super(`cancelled by ${signal}`);
    this.name = 'CancelledError';
    this.signal = signal;
  }
}

/** A signal that is aborted once, and a promise that rejects when clean-up has had its time. */
export interface Cancellation {
  readonly signal: AbortSignal;
  cancel(signalName: string): void;
  /** Never resolves; rejects with the reason `graceMs` after the cancellation. */
  readonly deadline: Promise<never>;
}

/**
 * `graceMs` is how long clean-up may take.
 * The runner sends SIGINT, after 7.5 s SIGTERM, and kills the process 2.5 s later
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation).
 */
export function createCancellation(graceMs: number): Cancellation {
  const controller = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  // Whoever races against the deadline sees the rejection; alone it is no crash.
  promise.catch(() => undefined);
  return {
    signal: controller.signal,
    deadline: promise,
    cancel: (signalName) => {
      if (controller.signal.aborted) return;
      const reason = new CancelledError(signalName);
      controller.abort(reason);
      setTimeout(() => reject(reason), graceMs).unref();
    },
  };
}
