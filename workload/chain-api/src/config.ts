/** How one instance of the service is set up, all from environment variables. */
export interface Config {
  /** Address and port to listen on, from `ASPNETCORE_URLS` (`http://+:8080`), the name the sample workload uses. */
  readonly host: string;
  readonly port: number;
  /** Base URLs of peers that run this same service, from `SELF_HOSTS_DEPENDENCIES` (comma separated). */
  readonly peers: readonly URL[];
  /** URLs outside the cluster, from `EXTERNAL_DEPENDENCIES` (comma separated). */
  readonly externals: readonly URL[];
  /** How deep a call without a depth goes, from `DEPTH`. */
  readonly defaultDepth: number;
  readonly timeoutMs: number;
}

/** A chain deeper than this is refused: calls grow with the power of the depth. */
export const maxDepth = 8;

/** Reads the configuration; throws one error that lists every variable that cannot be used. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const attempt = <T>(name: string, parse: (text: string) => T, fallback: T): T => {
    const text = env[name];
    if (text === undefined || text.trim() === '') return fallback;
    try {
      return parse(text);
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return fallback;
    }
  };
  const config = {
    ...attempt('ASPNETCORE_URLS', parseListenUrl, { host: '0.0.0.0', port: 8080 }),
    peers: attempt('SELF_HOSTS_DEPENDENCIES', parseUrls, []),
    externals: attempt('EXTERNAL_DEPENDENCIES', parseUrls, []),
    defaultDepth: attempt('DEPTH', parseDepth, 1),
    timeoutMs: 14_000,
  };
  if (problems.length > 0) throw new Error(`the configuration cannot be used: ${problems.join('; ')}`);
  return config;
}

/** A depth in a path or a variable: a whole number from 0 to {@link maxDepth}. */
export function parseDepth(text: string): number {
  const depth = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(depth <= maxDepth)) throw new Error(`write a whole number from 0 to ${maxDepth}, not "${text}"`);
  return depth;
}

// Kestrel writes "every address" as `+` or `*`, which is no host name in a URL.
function parseListenUrl(text: string): Pick<Config, 'host' | 'port'> {
  const url = new URL(text.replace(/^http:\/\/[+*](?=[:/]|$)/, 'http://0.0.0.0'));
  if (url.protocol !== 'http:') throw new Error('only http is served; TLS ends in front of this service');
  return { host: url.hostname, port: Number(url.port === '' ? 80 : url.port) };
}

function parseUrls(text: string): readonly URL[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map(parseUrl);
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`"${text}" is no http or https URL`);
  return url;
}
