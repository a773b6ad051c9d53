/** The host that a call of `net.Socket#connect` asks for; a socket file counts as `localhost`. */
export function connectTarget(args: readonly unknown[]): string {
  const [first, second] = args;
  // net.connect() hands its already normalised `[options, callback]` on as one array.
  if (Array.isArray(first)) return connectTarget(first);
  if (typeof first === 'object' && first !== null) {
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  return typeof first === 'number' && typeof second === 'string' ? second : 'localhost';
}

/** Whether a host name or address stays on this machine without a look-up. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  );
}
