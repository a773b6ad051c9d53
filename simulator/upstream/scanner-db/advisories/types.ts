export type Severity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

/** Where a distribution stands with a finding that has no fixed version. */
export type OpenStatus = 'affected' | 'will_not_fix' | 'fix_deferred' | 'end_of_life';

/** What is wrong with one package of one system, as the system's own security team says. */
export interface Advisory {
  readonly id: string;
  /** `debian 12`, `alpine 3.22` or `npm`. */
  readonly system: string;
  /** Source package (Debian), origin (Alpine) or package name (npm). */
  readonly package: string;
  readonly fix:
    | { readonly fixedVersion: string }
    | { readonly status: OpenStatus }
    | { readonly patched: readonly string[]; readonly vulnerable: readonly string[] };
  readonly severity: Severity;
  readonly title: string;
  /** RFC 3339 date on which the CVE was published. */
  readonly published: string;
}
