/** The parts of a package URL that identify a package; qualifiers and subpath are left out. */
export interface PackageName {
  /** `pkg:type/namespace/name` in one spelling. */
  readonly base: string;
  /** Undefined when the package URL names no version. */
  readonly version: string | undefined;
}

const maxCharacters = 2048;

// https://github.com/package-url/purl-spec: types and the scanner's own names for them.
const purlTypes: ReadonlyMap<string, string> = new Map([
  ['debian', 'deb/debian'],
  ['ubuntu', 'deb/ubuntu'],
  ['alpine', 'apk/alpine'],
  ['wolfi', 'apk/wolfi'],
  ['chainguard', 'apk/chainguard'],
  ['redhat', 'rpm/redhat'],
  ['centos', 'rpm/centos'],
  ['rocky', 'rpm/rocky'],
  ['alma', 'rpm/alma'],
  ['oracle', 'rpm/oracle'],
  ['amazon', 'rpm/amazon'],
  ['cbl-mariner', 'rpm/cbl-mariner'],
  ['azurelinux', 'rpm/azurelinux'],
  ['npm', 'npm'],
  ['node-pkg', 'npm'],
  ['yarn', 'npm'],
  ['pnpm', 'npm'],
  ['pip', 'pypi'],
  ['pipenv', 'pypi'],
  ['poetry', 'pypi'],
  ['python-pkg', 'pypi'],
  ['gobinary', 'golang'],
  ['gomod', 'golang'],
  ['bundler', 'gem'],
  ['gemspec', 'gem'],
  ['cargo', 'cargo'],
  ['rustbinary', 'cargo'],
  ['nuget', 'nuget'],
  ['dotnet-core', 'nuget'],
  ['composer', 'composer'],
]);

/** A package URL of a scanner's type, name and version; undefined for a type whose URL cannot be told from them. */
export function buildPurl(type: string, name: string, version: string): string | undefined {
  const prefix = purlTypes.get(type);
  if (prefix === undefined || name === '') return undefined;
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `pkg:${prefix}/${path}${version === '' ? '' : `@${encodeURIComponent(dropEpoch(version))}`}`;
}

/** Reads a package URL for comparison; undefined when it is none. */
export function parsePurl(text: string): PackageName | undefined {
  if (text.length > maxCharacters || !/^pkg:[a-z][a-z0-9.+-]*\/./i.test(text)) return undefined;
  const [path = ''] = text.slice(4).split(/[?#]/, 1);
  const at = path.lastIndexOf('@');
  // An @ before the last slash opens a scope, e.g. pkg:npm/@babel/core.
  if (at < path.lastIndexOf('/') || at === path.length - 1) return readName(path, '');
  return at < 0 ? readName(path, '') : readName(path.slice(0, at), path.slice(at + 1));
}

function readName(path: string, version: string): PackageName | undefined {
  const [name, decoded] = [decode(path), decode(version)];
  if (name === undefined || decoded === undefined) return undefined;
  const slash = name.indexOf('/');
  const base = `pkg:${name.slice(0, slash).toLowerCase()}${name.slice(slash)}`;
  return { base, version: decoded === '' ? undefined : dropEpoch(decoded) };
}

/** Whether `scope` names the package `installed`: the same name and, where `scope` has one, the same version. */
export function isPackageIn(scope: PackageName, installed: PackageName): boolean {
  if (scope.base !== installed.base) return false;
  return scope.version === undefined || scope.version === installed.version;
}

// Debian and RPM epochs stand in a qualifier of a package URL, but inside the version of a report.
function dropEpoch(version: string): string {
  return version.replace(/^\d{1,4}:/, '');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
