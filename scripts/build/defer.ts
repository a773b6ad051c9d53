import { createRequire } from 'node:module';
import * as v from 'valibot';
import type { Plugin } from 'rolldown';

// Each costs 5 to 30 ms at every start when it is imported, and is needed late: the HTTP client of the toolkit (which
// brings in https and tls) for an OIDC token, undici behind a proxy, the parsers after the first request.
const deferred: readonly string[] = ['@actions/http-client', 'undici', 'yaml', 'dockerfile-ast'];
const prefix = '\0lazaret/defer/';

/** A plugin, and the packages that it found: by name, the file that `import` would have loaded. */
export interface Deferral {
  readonly plugin: Plugin;
  readonly found: ReadonlyMap<string, string>;
}

/**
 * Puts a stand-in for each deferred package: every export is a proxy that loads `dist/vendor/<package>.cjs` when it
 * is first called, constructed or looked into.
 */
export function deferPackages(): Deferral {
  const found = new Map<string, string>();
  const plugin: Plugin = {
    name: 'defer-packages',
    async resolveId(source, importer) {
      if (!deferred.includes(source)) return undefined;
      const real = await this.resolve(source, importer, { skipSelf: true });
      if (real === null) return undefined;
      found.set(source, real.id);
      return prefix + source;
    },
    load: (id) => {
      const name = id.startsWith(prefix) ? id.slice(prefix.length) : undefined;
      return name === undefined
        ? undefined
        : { code: renderStandIn(name, found.get(name) ?? ''), moduleType: 'js' };
    },
  };
  return { plugin, found };
}

/** The file name of a deferred package in `dist/vendor`. */
export function nameDeferred(name: string): string {
  return `${name.replace(/^@/, '').replace('/', '-')}.cjs`;
}

/** Whether a module is such a stand-in; all of them share one file in `dist/vendor`, beside the packages. */
export function isStandIn(moduleId: string): boolean {
  return moduleId.startsWith(prefix);
}

function renderStandIn(name: string, file: string): string {
  const names = listExports(file);
  return [
    `import { createRequire } from 'node:module';`,
    `const load = () => createRequire(import.meta.url)('./${nameDeferred(name)}');`,
    `const defer = (name) => new Proxy(function () {}, {`,
    `  apply: (_, self, args) => Reflect.apply(load()[name], self, args),`,
    `  construct: (_, args) => Reflect.construct(load()[name], args),`,
    `  get: (_, key) => load()[name][key],`,
    `});`,
    ...names.map((each) => `export const ${each} = /* @__PURE__ */ defer('${each}');`),
    '',
  ].join('\n');
}

function listExports(file: string): readonly string[] {
  const module: unknown = createRequire(file)(file);
  const names = Object.keys(v.parse(v.looseObject({}), module));
  return names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default').toSorted();
}
