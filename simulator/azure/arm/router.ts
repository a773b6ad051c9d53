import type { ArmRoute } from './types.ts';

/** A route that fits a path, and what the path says in its parameters. */
export interface Match {
  readonly route: ArmRoute;
  readonly path: Readonly<Record<string, string>>;
}

/** Finds routes by path and method; ARM compares both fixed segments and names without case. */
export function createRouter(
  routes: readonly ArmRoute[],
): (method: string, pathname: string) => Match | 'method' | undefined {
  const compiled = routes.map((route) => ({ route, ...compile(route.path) }));
  return (method, pathname) => {
    const fitting = compiled.flatMap(({ route, pattern, names }) => {
      const values = pattern.exec(pathname)?.slice(1);
      return values === undefined ? [] : [{ route, path: toParameters(names, values) }];
    });
    if (fitting.length === 0) return undefined;
    return fitting.find(({ route }) => route.method === method) ?? 'method';
  };
}

function compile(path: string): { readonly pattern: RegExp; readonly names: readonly string[] } {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const source = path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)');
  return { pattern: new RegExp(`^${source}/?$`, 'i'), names };
}

function toParameters(names: readonly string[], values: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name, index) => [name, decode(values[index] ?? '')]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
