/** A vulnerability of the package that every platform of a test has. */
export interface TestVulnerability {
  readonly id: string;
  readonly severity: 'UNKNOWN' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  /** When the advisory was published, RFC 3339; with it grace may begin. */
  readonly publishedAt?: string;
}

/** The package that every platform of a test has. */
export const testPackage = {
  name: 'openssl',
  version: '3.0.8-1',
  purl: 'pkg:deb/debian/openssl@3.0.8-1?arch=amd64&distro=debian-12.0',
} as const;

/** A report of Trivy 0.76 on an SBOM, which names no image and here no time either: it is as old as its scan. */
export function renderTrivyReport(vulnerabilities: readonly TestVulnerability[]): string {
  const { name, version, purl } = testPackage;
  return JSON.stringify({
    ...{ SchemaVersion: 2, Trivy: { Version: '0.76.0' } },
    ...{ ArtifactName: 'sbom', ArtifactType: 'cyclonedx' },
    Metadata: { OS: { Family: 'debian', Name: '12.0' } },
    Results: [
      {
        ...{ Target: 'sbom (debian 12.0)', Class: 'os-pkgs', Type: 'debian' },
        Packages: [{ ID: `${name}@${version}`, Name: name, Version: version, Identifier: { PURL: purl } }],
        Vulnerabilities: vulnerabilities.map(({ id, severity, publishedAt }) => ({
          ...{ VulnerabilityID: id, PkgID: `${name}@${version}`, PkgName: name },
          ...{ PkgIdentifier: { PURL: purl }, InstalledVersion: version, FixedVersion: '3.0.15-1' },
          ...{ Status: 'fixed', SeveritySource: 'debian', Severity: severity, Title: id },
          ...(publishedAt === undefined ? {} : { PublishedDate: publishedAt }),
        })),
      },
    ],
  });
}

/** The bill of materials of every platform of a test. */
export function buildTestSbom(platform: string, createdAt: string) {
  const { name, version, purl } = testPackage;
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
    metadata: { timestamp: createdAt, component: { type: 'container', name: platform } },
    components: [
      { 'bom-ref': 'os', type: 'operating-system', name: 'debian', version: '12.0' },
      { 'bom-ref': purl, type: 'library', name, version, purl },
    ],
  };
}
