/** What a finding is about. `other` is what a SARIF producer did not say; the strictest threshold holds for it. */
export type FindingClass = 'os' | 'library' | 'secret' | 'misconfig' | 'licence' | 'eol' | 'other';

/** Ordered from harmless to worst; `unknown` stands outside the order and is never taken for harmless. */
export type Severity = 'unknown' | 'negligible' | 'low' | 'medium' | 'high' | 'critical';

/** Whether a fix exists, in the words of the scanner, brought to one list. */
export type FixState =
  'fixed' | 'affected' | 'will-not-fix' | 'deferred' | 'end-of-life' | 'under-investigation' | 'unknown';

/** The package that a finding is in. */
export interface Package {
  readonly name: string;
  /** As installed; empty when the report does not say. */
  readonly version: string;
  /** Package URL, taken from the report or made of type, name and version; undefined when neither is possible. */
  readonly purl: string | undefined;
}

/** The state of the fix. */
export interface Fix {
  readonly state: FixState;
  readonly version: string | undefined;
  /** Milliseconds since the epoch at which a fix first existed, where the report has it. */
  readonly date: number | undefined;
}

/** A file of the image, with a line where known. */
export interface Location {
  readonly path: string;
  readonly line: number | undefined;
}

/** One finding of any scanner. */
export interface Finding {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly class: FindingClass;
  readonly package: Package | undefined;
  readonly severity: Severity;
  /** Who set the severity: a vendor, `cvss`, `level` or the scanner. */
  readonly severitySource: string;
  readonly fix: Fix;
  /** When the advisory was published. */
  readonly publishedAt: number | undefined;
  readonly location: Location | undefined;
  readonly title: string;
}

/** Formats that are read. */
export type ReportFormat = 'trivy' | 'sarif' | 'cyclonedx' | 'grype';

/** Why a report, or part of it, cannot be believed. */
export type ReportProblemCode =
  | 'REPORT_EMPTY'
  | 'REPORT_TOO_LARGE'
  | 'REPORT_NOT_JSON'
  | 'REPORT_FOREIGN'
  | 'REPORT_VERSION'
  | 'REPORT_MALFORMED'
  | 'REPORT_INCOMPLETE';

/** One thing that is wrong with a report; with any of them a decision cannot be a pass. */
export interface ReportProblem {
  readonly code: ReportProblemCode;
  /** Where in the document, e.g. `Results[2].Vulnerabilities[7]`. */
  readonly path: string;
  readonly detail: string;
}

/** The operating system of an image. `unsaid`: the format has no word for it. */
export type OperatingSystem =
  | {
      readonly kind: 'known';
      readonly family: string;
      readonly version: string;
      readonly isEndOfLife: boolean;
    }
  | { readonly kind: 'unrecognised'; readonly family: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unsaid' };

/** A scanner's report in one form. */
export interface Report {
  /** Undefined when the document could not be read at all. */
  readonly format: ReportFormat | undefined;
  readonly scanner: { readonly name: string; readonly version: string };
  /** When the scan was made, where the report says so. */
  readonly scannedAt: number | undefined;
  /** When the vulnerability database was built, where the report says so. */
  readonly databaseBuiltAt: number | undefined;
  readonly os: OperatingSystem;
  /** Whether the scan saw any package. `unsaid`: the format has no word for it. */
  readonly packages: 'some' | 'none' | 'unsaid';
  /** Package URLs of everything the report lists as installed. */
  readonly components: readonly string[];
  /** The digest of the image's configuration, by which a report belongs to a manifest. */
  readonly imageId: string | undefined;
  /** Manifest and index digests that the report names. */
  readonly digests: readonly string[];
  /** The image as the scanner was given it; empty when unknown. */
  readonly imageName: string;
  readonly findings: readonly Finding[];
  readonly problems: readonly ReportProblem[];
}
