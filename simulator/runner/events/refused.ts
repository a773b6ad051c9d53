/** An event that starts no run: the workflow does not listen to it, or its inputs are wrong. */
export class EventRefusedError extends Error {
  override readonly name = 'EventRefusedError';
}
