// Preloaded into an action when simulated time is not the machine's: the runner's own clock is part of the
// simulated world. TLS still uses the machine's time, as the world's certificates do.
const offsetMs = Number(process.env['LAZARET_CLOCK_OFFSET_MS'] ?? '0');
const realNow = Date.now;

function shiftedNow() {
  return realNow() + offsetMs;
}

globalThis.Date = new Proxy(Date, {
  construct(target, args, newTarget) {
    return Reflect.construct(target, args.length === 0 ? [shiftedNow()] : args, newTarget);
  },
  apply() {
    return new Date(shiftedNow()).toString();
  },
  get(target, name, receiver) {
    return name === 'now' ? shiftedNow : Reflect.get(target, name, receiver);
  },
});
