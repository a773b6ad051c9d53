import type { Plugin } from 'rolldown';

const requiredHttp = '\0lazaret/http.cjs';

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
