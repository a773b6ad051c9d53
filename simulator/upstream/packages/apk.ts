/** Name, version and origin of an Alpine package. */
export type AlpinePackage = readonly [name: string, version: string, origin: string, license: string];

/** `/lib/apk/db/installed` as apk writes it (wiki.alpinelinux.org, "Apk spec", installed database v2). */
export function renderInstalled(packages: readonly AlpinePackage[], architecture: string): string {
  return packages
    .map(([name, version, origin, license]) =>
      [
        `P:${name}`,
        `V:${version}`,
        `A:${architecture}`,
        `T:${name} of Alpine Linux`,
        `L:${license}`,
        `o:${origin}`,
        '',
      ].join('\n'),
    )
    .join('\n');
}
