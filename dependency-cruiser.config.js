/** Who may import whom (ARCHITECTURE §1). Each wall names a folder and everything that it must not reach. */
const tests = ['\\.test\\.ts$', '(^|/)test(ing)?/'];
/** Judges and faults prove as tests do, and stand on what tests stand on. */
const proofs = [...tests, '^scripts/(oracles|faults)/'];
const own = '^(lib|actions|simulator|scripts|workflows-src|workload|test)/';

/** Packages without I/O that the pure layers may use. */
const purePackages =
  '^node_modules/(valibot|yaml|semver|dockerfile-ast|vscode-languageserver-[a-z]+|tar-stream)/';
const pureModules =
  '^(node:)?(assert|buffer|crypto|path|path/posix|stream|stream/promises|string_decoder|util|zlib)$';

/**
 * Own folders other than `allowed` are out of reach of `from`; its tests may use anything.
 * @param {string} name
 * @param {string} from
 * @param {readonly string[]} allowed
 */
function wall(name, from, allowed) {
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: tests },
    to: { path: own, pathNot: [...allowed] },
  };
}

/**
 * @param {string} name
 * @param {string} from
 * @param {readonly string[]} allowed
 */
function packageWall(name, from, allowed) {
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: tests },
    to: { path: '^node_modules/', pathNot: [...allowed] },
  };
}

/**
 * @param {string} name
 * @param {string} from
 */
function noInputOutput(name, from) {
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: tests },
    to: { dependencyTypes: ['core'], pathNot: pureModules },
  };
}

const walls = [
  wall('base', '^lib/base/', ['^lib/base/']),
  wall('domain', '^lib/domain/', ['^lib/base/', '^lib/domain/']),
  wall('clients', '^lib/clients/([^/]+)/', [
    '^lib/base/',
    '^lib/domain/',
    '^lib/clients/$1/',
    '^lib/clients/http/(index|types)\\.ts$',
  ]),
  wall('tools', '^lib/tools/([^/]+)/', ['^lib/base/', '^lib/domain/', '^lib/tools/$1/']),
  wall('frame', '^lib/action/', ['^lib/base/', '^lib/action/']),
  wall('session', '^lib/session/', [
    '^lib/base/',
    '^lib/domain/',
    '^lib/clients/',
    '^lib/session/',
    '^lib/action/types\\.ts$',
  ]),
  wall('actions', '^actions/([^/]+)/src/', ['^lib/', '^actions/$1/src/']),
  wall('workflow sources', '^workflows-src/', ['^lib/base/', '^lib/domain/', '^workflows-src/']),
  wall('simulator', '^simulator/', ['^lib/base/', '^lib/domain/', '^simulator/']),
  wall('workload', '^workload/', ['^workload/']),
];

const packages = [
  packageWall('packages of base', '^lib/base/', [purePackages]),
  packageWall('packages of domain', '^lib/domain/', [purePackages]),
  packageWall('packages of actions', '^actions/', [purePackages]),
  packageWall('packages of workflow sources', '^workflows-src/', [
    purePackages,
    '^node_modules/@github-actions-workflow-ts/lib/',
  ]),
  packageWall('packages of the workload', '^workload/', []),
  packageWall('packages of the frame', '^lib/action/', [purePackages, '^node_modules/@actions/core/']),
  noInputOutput('modules of base', '^lib/base/'),
  noInputOutput('modules of domain', '^lib/domain/'),
  {
    name: 'the toolkit is used by the frame alone',
    severity: 'error',
    from: { path: '^(lib|actions|simulator)/', pathNot: ['^lib/action/', ...tests] },
    to: { path: '^node_modules/@actions/', pathNot: '^node_modules/@actions/(expressions|workflow-parser)/' },
  },
  {
    name: "GitHub's workflow parser is used by the simulated runner alone",
    severity: 'error',
    from: { path: '^(lib|actions|simulator)/', pathNot: ['^simulator/runner/', ...tests] },
    to: { path: '^node_modules/@actions/(expressions|workflow-parser)/' },
  },
  {
    name: 'sdks are used by clients alone',
    severity: 'error',
    from: { path: '^(lib|actions|simulator)/', pathNot: ['^lib/(clients|session)/', ...tests] },
    to: { path: '^node_modules/@azure/' },
  },
];

const doors = [
  {
    name: 'a folder is entered by its index',
    severity: 'error',
    from: { path: '^(lib/(?:domain|clients|tools)/[^/]+|[^/]+)/', pathNot: proofs },
    to: {
      path: '^lib/(domain|clients|tools)/[^/]+/',
      pathNot: ['^$1/', '^lib/(domain|clients|tools)/[^/]+/(index|types)\\.ts$'],
    },
  },
  {
    name: 'the frame and the session are entered by their index',
    severity: 'error',
    from: { path: '^(lib/(?:action|session)|[^/]+)/', pathNot: tests },
    to: { path: '^lib/(action|session)/', pathNot: ['^$1/', '^lib/(action|session)/(index|types)\\.ts$'] },
  },
];

const order = [
  { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'tests are not imported',
    severity: 'error',
    from: { path: own, pathNot: proofs },
    to: { path: tests },
  },
  {
    name: 'what ships does not use development packages',
    severity: 'error',
    from: { path: '^(lib|actions)/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'packages are declared',
    severity: 'error',
    // A workload has a package.json of its own, and its tests run in this project.
    from: { path: own, pathNot: '^workload/.*\\.test\\.ts$' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  { name: 'imports resolve', severity: 'error', from: { path: own }, to: { couldNotResolve: true } },
];

export default {
  forbidden: [...walls, ...packages, ...doors, ...order],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
