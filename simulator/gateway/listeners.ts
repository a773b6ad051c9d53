/** Functions that are awaited one after another. */
export interface Listeners<A extends readonly unknown[]> {
  add(listener: (...facts: A) => Promise<void> | void): () => void;
  call(...facts: A): Promise<void>;
}

export function createListeners<A extends readonly unknown[]>(): Listeners<A> {
  const listeners = new Set<(...facts: A) => Promise<void> | void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async call(...facts) {
      for (const listener of [...listeners]) await listener(...facts);
    },
  };
}
