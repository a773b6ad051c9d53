import type { Artifact, Descriptor, Manifest } from '../artifact/index.ts';
import type { EnvironmentName, Facts, Sourced } from '../gate/index.ts';
import type { Digest, PinnedImage } from '../image/index.ts';
import type { Rules } from '../rules/index.ts';
import type { StatementCode } from '../statement/index.ts';

/** One platform of an image: what is scanned, and what has an SBOM, by itself. */
export interface ImagePlatform {
  /** Of the platform's manifest. */
  readonly manifest: Descriptor;
  /** The digest of its configuration, which scanners call the image id. */
  readonly config: Digest;
  /** `linux/arm64/v8`; `unknown` where the index does not say. */
  readonly platform: string;
}

/** What evidence needs of a registry's data plane; the registry client has all of it. */
export interface EvidenceRegistry {
  readonly registry: string;
  findDigest(repository: string, tag: string): Promise<Digest | undefined>;
  findManifest(repository: string, digest: Digest): Promise<Manifest | undefined>;
  findBlob(repository: string, digest: Digest, maxBytes: number): Promise<Uint8Array | undefined>;
  listReferrers(repository: string, subject: Digest, artifactType?: string): Promise<readonly Descriptor[]>;
  /** Newest update first. */
  listTags(repository: string): AsyncIterable<{ readonly name: string; readonly digest: Digest }>;
}

/** An account of GitHub. */
export interface Person {
  readonly id: number;
  readonly login: string;
  readonly isBot: boolean;
}

/** A commit with the author's account, undefined where GitHub knows none. */
export interface Change {
  readonly sha: string;
  readonly author: Person | undefined;
  readonly parents: readonly string[];
}

/** A pull request, as far as the approval of a waiver depends on it. */
export interface ChangeRequest {
  readonly number: number;
  readonly author: Person | undefined;
  readonly isMerged: boolean;
  /** The branch it was made for. */
  readonly base: string;
  /** Its last commit. */
  readonly head: string;
}

/** A review of a pull request. */
export interface ChangeReview {
  readonly user: Person | undefined;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed' | 'pending';
  /** The commit that was reviewed. */
  readonly commit: string | undefined;
}

interface Changes {
  readonly commits: readonly Change[];
  readonly isComplete: boolean;
}

/** Who changed the rules and who reviewed that; the GitHub client is one. */
export interface ChangeHistory {
  readFile(path: string, commit: string): Promise<string | undefined>;
  /** The commits that touched a file and that `until` descends from, newest first. */
  listFileCommits(path: string, until: string): Promise<Changes>;
  listPullRequests(sha: string): Promise<readonly { readonly number: number }[]>;
  readPullRequest(number: number): Promise<ChangeRequest>;
  listPullRequestCommits(number: number): Promise<Changes>;
  /** In the order in which they were made. */
  listReviews(number: number): Promise<readonly ChangeReview[]>;
}

/** What runs: the image's repository in live. */
export interface LiveShelf {
  readonly client: EvidenceRegistry;
  readonly repository: string;
  /** The digest that was promoted last and not revoked; undefined when nothing was. Verifies what it reads. */
  findRunning(): Promise<Digest | undefined>;
}

/** Where evidence comes from; what is undefined leaves its facts unknown. */
export interface EvidencePorts {
  readonly quarantine: EvidenceRegistry;
  readonly history: ChangeHistory | undefined;
  readonly live: LiveShelf | undefined;
  /** Told what was looked at and what was left out, one line each. */
  note(line: string): void;
}

/** A scanner's report on one platform. */
export interface ReportEvidence {
  readonly name: string;
  readonly text: string;
  /** The platform manifest that a verified statement binds the report to; else its own image id binds it. */
  readonly manifest?: Digest;
  /** Why the scan itself did not believe it. */
  readonly doubts?: readonly string[];
}

/** What a scan brings to a decision. */
export interface ScanEvidence {
  readonly reports: readonly ReportEvidence[];
  /** When the database was built. */
  readonly database: Sourced<number> | undefined;
  /** When the scan ended, for reports that do not say. */
  readonly scannedAt: Sourced<number> | undefined;
  readonly selfTest: Sourced<{ readonly passed: boolean }> | undefined;
}

/** What is to be decided on. */
export interface EvidenceRequest {
  readonly environment: EnvironmentName;
  /** In quarantine. */
  readonly image: PinnedImage;
  readonly artifact: Artifact;
  readonly rules: Rules;
  readonly scan: ScanEvidence;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `https://github.com`: builders of this server are named without it in a policy. */
  readonly serverUrl: string;
}

/** A statement that hangs on an image and does not count. */
export interface RefusedStatement {
  /** `provenance`, `sbom`, … */
  readonly about: string;
  readonly image: Digest;
  readonly manifestDigest: Digest;
  readonly code: StatementCode;
  readonly reason: string;
}

/** Everything that a decision stands on. `decide(rules.policy, facts, now)` is the decision. */
export interface Evidence {
  readonly facts: Facts;
  readonly platforms: readonly ImagePlatform[];
  readonly refused: readonly RefusedStatement[];
}
