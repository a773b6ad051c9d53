import type { OperatingSystem } from './types.ts';

/** Families whose packages Trivy or Grype match against advisories (Trivy's "OS" coverage page, 0.76). */
const families: ReadonlySet<string> = new Set(
  `alma alpine amazon arch azurelinux bottlerocket cbl-mariner centos chainguard coreos debian echo fedora minimos
  opensuse opensuse-leap opensuse-tumbleweed oracle photon raspbian redhat rocky seal secureos sle-micro sles suse
  ubuntu wolfi`.split(/\s+/),
);

// One system has several names: Trivy's, and those of /etc/os-release, which Grype takes.
const otherNames: ReadonlyMap<string, string> = new Map([
  ['almalinux', 'alma'],
  ['amazonlinux', 'amazon'],
  ['amzn', 'amazon'],
  ['archlinux', 'arch'],
  ['mariner', 'cbl-mariner'],
  ['ol', 'oracle'],
  ['opensuse.leap', 'opensuse-leap'],
  ['opensuse.tumbleweed', 'opensuse-tumbleweed'],
  ['oraclelinux', 'oracle'],
  ['rhel', 'redhat'],
  ['rockylinux', 'rocky'],
  ['sle.micro', 'sle-micro'],
  ['sled', 'sles'],
  ['slem', 'sle-micro'],
]);

/** Whether findings of this family's packages can be expected of a scanner. */
export function isKnownFamily(family: string): boolean {
  return families.has(normaliseFamily(family));
}

/** A family of operating systems in the one name that is used for it. */
export function normaliseFamily(family: string): string {
  const name = family.trim().toLowerCase().replaceAll(' ', '-');
  return otherNames.get(name) ?? name;
}

/** An operating system as a report names it; a family that scanners do not match is `unrecognised`. */
export function readSystem(family: string, version: string, isEndOfLife: boolean): OperatingSystem {
  const known = normaliseFamily(family);
  if (known === '' || known === 'none') return { kind: 'none' };
  if (!families.has(known)) return { kind: 'unrecognised', family };
  return { kind: 'known', family: known, version: version.trim(), isEndOfLife };
}
