import type { ErrorCode } from '../../base/errors/index.ts';
import type { Report } from '../findings/index.ts';
import type { Sourced } from './input.ts';
import type { VexDocument } from './vex.ts';

/** One platform of the image. */
export interface PlatformManifest {
  readonly digest: string;
  /** The digest of its configuration, which scanners call the image id. */
  readonly config: string;
  readonly platform: string;
}

/** How the image came to be, from a statement whose signature was verified. */
export interface Provenance {
  readonly subject: string;
  readonly kind: 'build' | 'import';
  readonly builder: string;
}

/** What runs now. */
export type Live = { readonly runs: false } | { readonly runs: true; readonly packages: ReadonlySet<string> };

/** Something that was given, or looked for, and cannot be believed. */
export interface FactProblem {
  readonly name: string;
  /** An error's code for what could not be fetched or verified. */
  readonly code: 'FACT_MALFORMED' | 'FACT_EMPTY' | 'FACT_TOO_LARGE' | ErrorCode;
  readonly detail: string;
  /** What would mend it, where that is not to give the file again. */
  readonly clears?: string;
}

/** Everything a decision is made of beside the policy and the time. What nobody gave is undefined. */
export interface Facts {
  readonly environment: string;
  readonly repository: string | undefined;
  /** The digest of the image's index or only manifest. */
  readonly digest: string | undefined;
  readonly manifests: Sourced<readonly PlatformManifest[]> | undefined;
  readonly reports: readonly Sourced<Report>[];
  readonly database: Sourced<number> | undefined;
  /** When the scan ended, where the reports do not say. */
  readonly scannedAt: Sourced<number> | undefined;
  readonly provenance: Sourced<Provenance> | undefined;
  readonly kev: Sourced<{ readonly date: number; readonly ids: ReadonlySet<string> }> | undefined;
  readonly epss: Sourced<{ readonly date: number; readonly scores: ReadonlyMap<string, number> }> | undefined;
  readonly vex: readonly Sourced<VexDocument>[];
  /** When a statement about this repository first listed a finding. */
  readonly firstSeen: Sourced<ReadonlyMap<string, number>> | undefined;
  readonly live: Sourced<Live> | undefined;
  readonly selfTest: Sourced<{ readonly passed: boolean }> | undefined;
  /** Identifiers of waivers whose approver was seen to approve them. */
  readonly approvals: Sourced<ReadonlySet<string>> | undefined;
  readonly problems: readonly FactProblem[];
}
