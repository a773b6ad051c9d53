import type { OperatingSystem } from './types.ts';

/** Families whose packages Trivy or Grype match against advisories (Trivy's "OS" coverage page, 0.76). */
const families: ReadonlySet<string> = new Set(
  `alma almalinux alpine amazon amazonlinux arch archlinux azurelinux bottlerocket cbl-mariner mariner centos
  chainguard coreos debian echo fedora minimos ol opensuse opensuse-leap opensuse-tumbleweed opensuse.leap
  opensuse.tumbleweed oracle oraclelinux photon raspbian redhat rhel rocky rockylinux seal secureos sle-micro
  sle.micro sled sles slem suse ubuntu wolfi`.split(/\s+/),
);

/** Whether findings of this family's packages can be expected of a scanner. */
export function isKnownFamily(family: string): boolean {
  return families.has(normalise(family));
}

/** An operating system as a report names it; a family that scanners do not match is `unrecognised`. */
export function readSystem(family: string, version: string, isEndOfLife: boolean): OperatingSystem {
  const known = normalise(family);
  if (known === '' || known === 'none') return { kind: 'none' };
  if (!families.has(known)) return { kind: 'unrecognised', family };
  return { kind: 'known', family: known, version: version.trim(), isEndOfLife };
}

function normalise(family: string): string {
  return family.trim().toLowerCase().replaceAll(' ', '-');
}
