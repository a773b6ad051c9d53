import type { LayerFile } from '../layout/tar.ts';

/** Name, version, source, source version, and whether the package is for every architecture. */
export type DebianPackage = readonly [
  name: string,
  version: string,
  source: string,
  sourceVersion: string,
  kind: 'any' | 'all',
];

/** `/var/lib/dpkg/status` as dpkg writes it (deb822; Debian policy §5). */
export function renderStatus(packages: readonly DebianPackage[], architecture: string): string {
  return packages.map((entry) => `${renderPackage(entry, architecture)}\n`).join('\n');
}

/** One file a package, as images built without dpkg keep them (`status.d`, distroless). */
export function renderStatusFolder(
  packages: readonly DebianPackage[],
  architecture: string,
): readonly LayerFile[] {
  return packages.map((entry) => ({
    path: `var/lib/dpkg/status.d/${entry[0]}`,
    content: `${renderPackage(entry, architecture)}\n`,
  }));
}

function renderPackage(
  [name, version, source, sourceVersion, kind]: DebianPackage,
  architecture: string,
): string {
  const hasOwnSource = source === name && sourceVersion === version;
  const origin = sourceVersion === version ? source : `${source} (${sourceVersion})`;
  return [
    `Package: ${name}`,
    'Status: install ok installed',
    'Priority: optional',
    'Section: admin',
    'Maintainer: Debian Packages <debian-packages@lists.debian.org>',
    `Architecture: ${kind === 'all' ? 'all' : architecture}`,
    ...(hasOwnSource ? [] : [`Source: ${origin}`]),
    `Version: ${version}`,
    `Description: ${name} of Debian`,
  ].join('\n');
}
