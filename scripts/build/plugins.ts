import type { Plugin } from 'rolldown';

const lazyUndici = '\0lazaret/undici.js';
const requiredHttp = '\0lazaret/http.cjs';

/**
 * `@actions/http-client` imports undici for its proxy agent alone, which costs 30 ms at every start; this loads
 * it from a file of its own when a proxy is used.
 */
export function deferUndici(): Plugin {
  return {
    name: 'defer-undici',
    resolveId: (source) => (source === 'undici' ? lazyUndici : undefined),
    load: (id) => (id === lazyUndici ? { code: lazyUndiciSource, moduleType: 'js' } : undefined),
  };
}

/**
 * `import 'node:http'` builds a namespace and so runs the getters for WebSocket and its events, which load half
 * of Node's own undici (33 ms); `require` does not.
 */
export function requireHttp(): Plugin {
  return {
    name: 'require-http',
    resolveId: (source) => (source === 'http' || source === 'node:http' ? requiredHttp : undefined),
    load: (id) =>
      id === requiredHttp
        ? { code: "module.exports = process.getBuiltinModule('http');", moduleType: 'js' }
        : undefined,
  };
}

// The chunk of this module stands beside undici.cjs in dist/vendor.
const lazyUndiciSource = `import { createRequire } from 'node:module';
export class ProxyAgent {
  constructor(...args) {
    const undici = createRequire(import.meta.url)('./undici.cjs');
    return new undici.ProxyAgent(...args);
  }
}
`;
