import { isStandIn } from './defer.ts';

// Packages that are always loaded together share a file; any other package has a file of its own name.
const families: readonly (readonly [string, RegExp])[] = [
  ['vendor/actions-core', /^(@actions\/|tunnel$)/],
  ['vendor/azure-registries', /^@azure\/(arm-containerregistry|container-registry)$/],
  [
    'vendor/azure-core',
    /^(@azure\/(core-|abort-controller|logger)|@typespec\/|tslib$|debug$|ms$|supports-color$|has-flag$|agent-base$|https?-proxy-agent$)/,
  ],
  [
    'vendor/azure-identity',
    /^(@azure\/(identity|msal-)|jsonwebtoken$|jws$|jwa$|lodash\.|ecdsa-sig-formatter$|buffer-equal-constant-time$|safe-buffer$|semver$|open$|define-lazy-prop$|is-|wsl-utils$|bundle-name$|default-browser|run-applescript$)/,
  ],
];

/**
 * The file of `dist` that a module goes to, without extension; undefined leaves it in the entry of its action.
 * Names follow folders and packages, never content, so that a changed line changes one file.
 */
export function findChunk(moduleId: string, root: string): string | undefined {
  if (moduleId.startsWith('\0')) return findVirtualChunk(moduleId);
  const packageName = findPackageName(moduleId);
  if (packageName !== undefined) return findPackageChunk(packageName);
  const path = moduleId.slice(root.length + 1);
  // A session always opens with every client: one file starts sooner than ten.
  if (/^lib\/(clients|session)\//.test(path)) return 'lib/session';
  const folder = /^(lib(?:\/[^/]+)+)\/[^/]+$/.exec(path)?.[1];
  return folder?.split('/').slice(0, 3).join('/');
}

/**
 * The file of a chunk: its own name when {@link findChunk} gave it, else it is the small door through which one
 * package or module is loaded by `import()`, and is named by that.
 */
export function nameChunk(name: string, facade: string | null | undefined, root: string): string {
  if (name === 'rolldown-runtime') return 'vendor/runtime';
  if (facade === null || facade === undefined || name.includes('/')) return name;
  const packageName = findPackageName(facade);
  if (packageName !== undefined) return `vendor/lazy/${toFileName(packageName)}`;
  return facade.startsWith('\0')
    ? 'vendor/lazy/http'
    : `lazy/${facade.slice(root.length + 1).replace(/\.ts$/, '')}`;
}

/** The name of the package that a file belongs to, or undefined for a file of the project. */
export function findPackageName(moduleId: string): string | undefined {
  return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1];
}

function findPackageChunk(packageName: string): string {
  const family = families.find(([, pattern]) => pattern.test(packageName))?.[0];
  return family ?? `vendor/${toFileName(packageName)}`;
}

function toFileName(packageName: string): string {
  return packageName.replace(/^@/, '').replace('/', '-');
}

function findVirtualChunk(moduleId: string): string | undefined {
  if (isStandIn(moduleId)) return 'vendor/deferred';
  return moduleId.includes('lazaret/http') ? 'vendor/http' : undefined;
}
