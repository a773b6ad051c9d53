/** Called around every call of a tapped port; throwing in `after` is a crash once the call took effect. */
export interface Tap {
  before?(call: string): Promise<void> | void;
  after?(call: string): Promise<void> | void;
}

/** The same port with a tap around each of its methods; `iterables` names those that answer an async iterable. */
export function tapPort<P extends object>(port: P, tap: Tap, iterables: readonly string[] = []): P {
  return new Proxy(port, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function' || typeof property === 'symbol') return value;
      const call = (args: readonly unknown[]): unknown => Reflect.apply(value, target, args);
      return iterables.includes(property)
        ? (...args: unknown[]) => iterate(property, () => call(args) as AsyncIterable<unknown>, tap)
        : (...args: unknown[]) => perform(property, () => call(args), tap);
    },
  });
}

async function perform(name: string, call: () => unknown, tap: Tap): Promise<unknown> {
  await tap.before?.(name);
  const result = await call();
  await tap.after?.(name);
  return result;
}

async function* iterate(name: string, call: () => AsyncIterable<unknown>, tap: Tap): AsyncIterable<unknown> {
  await tap.before?.(name);
  yield* call();
  await tap.after?.(name);
}
