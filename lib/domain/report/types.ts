import type { Digest } from '../image/index.ts';

/** A package as the scanner saw it. */
export interface InstalledPackage {
  readonly name: string;
  /** As the report writes it, with epoch and release. */
  readonly version: string;
  readonly purl: string | undefined;
  /** The scanner's own type: `debian`, `alpine`, `node-pkg`, … */
  readonly type: string;
  readonly class: 'os' | 'library';
  readonly sourceName: string | undefined;
  readonly sourceVersion: string | undefined;
  readonly filePath: string | undefined;
  /** The layer that brought it, by the digest of its uncompressed content. */
  readonly diffId: string | undefined;
  readonly licences: readonly string[];
}

/** What kind of thing was found, in the words of the scanner. */
export type ItemKind = 'vulnerability' | 'secret' | 'misconfiguration' | 'licence';

/** One thing that the scanner found, with what is needed to show it. What a secret is stays out. */
export interface ReportItem {
  readonly kind: ItemKind;
  readonly id: string;
  /** In lower case: `critical`, `high`, `medium`, `low`, or `unknown`. */
  readonly severity: ItemSeverity;
  readonly title: string;
  readonly packageName: string | undefined;
  readonly installedVersion: string | undefined;
  readonly fixedVersion: string | undefined;
  readonly purl: string | undefined;
  /** Path inside the image, or what was examined. */
  readonly path: string;
  readonly line: number | undefined;
  readonly diffId: string | undefined;
  readonly url: string | undefined;
}

/** Severities from worst to least known. */
export const itemSeverities = ['critical', 'high', 'medium', 'low', 'unknown'] as const;

export type ItemSeverity = (typeof itemSeverities)[number];

/** A Trivy report of one image, as far as it is shown or made into an SBOM. */
export interface TrivyView {
  readonly imageId: string | undefined;
  readonly scannerVersion: string | undefined;
  readonly os: { readonly family: string; readonly name: string } | undefined;
  readonly packages: readonly InstalledPackage[];
  readonly items: readonly ReportItem[];
}

/** Why a scan, or the scan of one platform, cannot be believed. */
export interface ScanReason {
  /** One of the SCAN_* codes, or a code of the reader of reports. */
  readonly code: string;
  readonly subject: string;
  readonly reason: string;
}

export type ScanResult = 'complete' | 'indeterminate';

/** The scan of one platform manifest. */
export interface PlatformScan {
  readonly manifest: Digest;
  readonly config: Digest;
  /** `linux/amd64`, `linux/arm64/v8`, or `unknown`. */
  readonly platform: string;
  readonly result: ScanResult;
  readonly reasons: readonly ScanReason[];
  /** File name and SHA-256 of its SBOM; absent when there is no report. */
  readonly sbom: { readonly file: string; readonly digest: Digest } | undefined;
  /** Trivy's own JSON, whole; absent when there is none that can be read. */
  readonly report: unknown;
}

/** One scan of one image: what was examined, with what, and everything that was found. */
export interface ScanReport {
  readonly kind: 'lazaret-scan';
  readonly version: 1;
  /** The pinned reference: `registry/repository@sha256:…`. */
  readonly image: string;
  /** Digest of the index, or of the one manifest. */
  readonly digest: Digest;
  readonly scanner: { readonly name: 'trivy'; readonly version: string; readonly sha256: string };
  readonly scanners: readonly string[];
  readonly database: {
    readonly image: string;
    readonly digest: Digest;
    /** RFC 3339. */
    readonly updatedAt: string;
  };
  readonly selfTest: 'passed' | 'failed';
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly result: ScanResult;
  readonly reasons: readonly ScanReason[];
  readonly platforms: readonly PlatformScan[];
  /** Children of the index that are no images: attestations of the builder. */
  readonly notScanned: readonly Digest[];
}
