const bareImport = /^(import \w+ from "\.[^"]+\.json");$/gm;

/**
 * jest's transformer of GitHub's workflow packages: they import JSON without the attribute that ECMAScript asks for, which
 * their bundlers allow and jest warns of once a file and test.
 */
export default {
  process: (/** @type {string} */ source) => ({
    code: source.replaceAll(bareImport, "$1 with { type: 'json' };"),
  }),
};
