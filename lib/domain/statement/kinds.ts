/** What a key may sign; no key has two purposes. */
export type KeyPurpose = 'provenance' | 'decision' | 'promotion';

interface Kind {
  readonly predicateType: string;
  readonly purpose: KeyPurpose;
}

// SLSA Verification Summary Attestation: https://slsa.dev/spec/v1.1/verification_summary.
const summaryType = 'https://slsa.dev/verification_summary/v1';

/**
 * Every kind of statement, its predicate type, and the purpose of the keys that may sign it. The pair is the rule:
 * a verdict and a promotion have one predicate type and different keys. Own types stand under a name that nobody can
 * own (RFC 2606 `.example`).
 */
export const statementKinds = {
  /** https://slsa.dev/spec/v1.1/provenance */
  provenance: { predicateType: 'https://slsa.dev/provenance/v1', purpose: 'provenance' },
  import: { predicateType: 'https://lazaret.example/import-record/v1', purpose: 'provenance' },
  /** https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
  sbom: { predicateType: 'https://cyclonedx.org/bom', purpose: 'decision' },
  /** https://github.com/in-toto/attestation/blob/main/spec/predicates/vuln.md */
  vulnerabilities: { predicateType: 'https://in-toto.io/attestation/vulns/v0.2', purpose: 'decision' },
  verdict: { predicateType: summaryType, purpose: 'decision' },
  approval: { predicateType: 'https://lazaret.example/approval/v1', purpose: 'promotion' },
  intent: { predicateType: 'https://lazaret.example/promotion-intent/v1', purpose: 'promotion' },
  promotion: { predicateType: summaryType, purpose: 'promotion' },
  revocation: { predicateType: 'https://lazaret.example/revocation/v1', purpose: 'promotion' },
} as const satisfies Readonly<Record<string, Kind>>;

/** The name of a kind of statement. */
export type StatementKind = keyof typeof statementKinds;
