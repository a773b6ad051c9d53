const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** A Trivy report with as many findings as asked for, each as long as real ones are (about 2 kB). */
export function renderReport(findings: number): string {
  const vulnerabilities = Array.from({ length: findings }, (_, index) => renderVulnerability(index));
  return JSON.stringify({
    ...{
      SchemaVersion: 2,
      CreatedAt: '2026-11-21T10:00:00Z',
      ArtifactName: 'app',
      ArtifactType: 'container_image',
    },
    Metadata: { OS: { Family: 'debian', Name: '12.5' }, ImageID: `sha256:${'a'.repeat(64)}` },
    Results: [
      { Target: 'app (debian 12.5)', Class: 'os-pkgs', Type: 'debian', Vulnerabilities: vulnerabilities },
    ],
  });
}

function renderVulnerability(index: number): object {
  const [name, version] = [`package-${index % 500}`, `1.${index % 50}.0-1+deb12u1`];
  const id = `CVE-2026-${10_000 + index}`;
  return {
    ...{ VulnerabilityID: id, PkgID: `${name}@${version}`, PkgName: name, InstalledVersion: version },
    PkgIdentifier: {
      PURL: `pkg:deb/debian/${name}@${version}?arch=amd64&distro=debian-12.5`,
      UID: 'bd2e7fcabc89f73a',
    },
    ...{ FixedVersion: '9.9.9-1', Status: 'fixed', SeveritySource: 'nvd', Severity: severities[index % 4] },
    Layer: { Digest: `sha256:${'b'.repeat(64)}`, DiffID: `sha256:${'c'.repeat(64)}` },
    PrimaryURL: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
    DataSource: {
      ID: 'debian',
      Name: 'Debian Security Tracker',
      URL: 'https://salsa.debian.org/security-tracker-team',
    },
    Title: `${name}: a flaw that lets somebody do what they should not (${index})`,
    Description: `In ${name} before 9.9.9 a length is trusted without a check. `.repeat(10),
    ...{ CweIDs: ['CWE-125', 'CWE-787'], VendorSeverity: { nvd: 3, redhat: 2, ubuntu: 2 } },
    CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H', V3Score: 9.1 } },
    References: Array.from({ length: 8 }, (_, other) => `https://example.org/advisories/${id}/${other}`),
    ...{ PublishedDate: '2026-06-27T11:15:24.123Z', LastModifiedDate: '2026-10-01T00:00:00Z' },
  };
}
