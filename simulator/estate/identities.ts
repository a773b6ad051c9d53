import { federatedSubjects } from './federation.ts';

/** A service principal of the estate, with the job contexts that may become it. */
export interface EstateIdentity {
  readonly name: string;
  readonly clientId: string;
  readonly objectId: string;
  /** Subjects of its federated credentials, old and immutable form. */
  readonly subjects: readonly string[];
}

const onMain = 'ref:refs/heads/main';

export const identities = {
  build: identity('lazaret-build', '1f0d', federatedSubjects(onMain, 'build.yml')),
  buildPr: identity('lazaret-build-pr', '2f0d', federatedSubjects('pull_request', 'build.yml')),
  import: identity('lazaret-import', '3f0d', federatedSubjects(onMain, 'import.yml')),
  provenance: identity('lazaret-provenance', '4f0d', federatedSubjects(onMain, 'provenance.yml')),
  gate: identity('lazaret-gate', '5f0d', federatedSubjects(onMain, 'gate.yml')),
  promote: identity('lazaret-promote', '6f0d', [
    ...federatedSubjects('environment:promote', 'promote.yml'),
    ...federatedSubjects('environment:break-glass', 'break-glass.yml'),
  ]),
  // What reads before another decides: the images to scan, also of a pull request, and the page of a promotion.
  reader: identity('lazaret-reader', '7f0d', [
    ...federatedSubjects(onMain, 'drift.yml'),
    ...federatedSubjects(onMain, 'gate.yml'),
    ...federatedSubjects('pull_request', 'gate.yml'),
    ...federatedSubjects(onMain, 'promote.yml'),
    ...federatedSubjects(onMain, 'break-glass.yml'),
  ]),
  conformance: identity('lazaret-conformance', '8f0d', federatedSubjects(onMain, 'conformance.yml')),
} as const satisfies Readonly<Record<string, EstateIdentity>>;

/** All service principals. */
export const identityList: readonly EstateIdentity[] = Object.values(identities);

function identity(name: string, group: string, subjects: readonly string[]): EstateIdentity {
  return {
    name,
    clientId: `a7c4e19b-${group}-4d28-b6f3-50e8d2c17a94`,
    objectId: `d82b50f6-${group}-49e7-8a1c-3b96f4e70d58`,
    subjects,
  };
}
