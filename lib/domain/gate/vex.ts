/** One statement of an OpenVEX document. */
export interface VexStatement {
  readonly vulnerabilities: readonly string[];
  readonly products: readonly VexProduct[];
  readonly status: 'not_affected' | 'affected' | 'fixed' | 'under_investigation';
  readonly justification: string | undefined;
}

/** What a VEX statement is about. */
export interface VexProduct {
  readonly names: readonly string[];
  readonly subcomponents: readonly string[];
}

/** An OpenVEX document. */
export interface VexDocument {
  readonly id: string;
  readonly author: string;
  readonly version: number;
  readonly issuedAt: number;
  readonly statements: readonly VexStatement[];
}
