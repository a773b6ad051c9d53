import type { Severity } from '../findings/index.ts';
import type { Input } from './input.ts';
import type { Place } from './place.ts';

/** Where an image is about to go; each has its own rules. */
export type EnvironmentName = 'local' | 'quarantine' | 'production';

/** Everything a decision may stand on beside the policy. `report`, `database` and `time` are always required. */
export type FactName =
  | 'report'
  | 'database'
  | 'time'
  | 'scan-time'
  | 'subject'
  | 'packages'
  | 'os'
  | 'provenance'
  | 'kev'
  | 'epss'
  | 'first-seen'
  | 'live'
  | 'self-test'
  | 'waiver-approvals';

/** A severity from which on findings block; `any` takes in the harmless ones, `none` switches the class off. */
export type Threshold = 'any' | 'none' | Exclude<Severity, 'unknown'>;

/** Classes that have a threshold of their own. */
export type ThresholdClass = 'os' | 'library' | 'secret' | 'misconfig' | 'licence' | 'eol';

/** How old things may be, in milliseconds. */
export interface Freshness {
  readonly database: number;
  readonly scan: number;
  readonly kev: number;
  readonly epss: number;
  /** How far a clock may be off before a time counts as in the future. */
  readonly skew: number;
}

/** The rules of one environment, complete: what the file left out stands here with its strict meaning. */
export interface EnvironmentPolicy {
  readonly requires: ReadonlySet<FactName>;
  readonly block: Readonly<Record<ThresholdClass, Threshold>>;
  readonly tolerateUnfixed: ReadonlySet<string>;
  /** Days of grace by severity. */
  readonly grace: Readonly<Partial<Record<Severity, number>>>;
  readonly epss: number;
  /** Severities without grace when the package does not run yet. */
  readonly noGraceIfNew: ReadonlySet<Severity>;
  /** Severities that are reported only when the same package runs already. */
  readonly tolerateIfRunning: ReadonlySet<Severity>;
  readonly freshness: Freshness;
  readonly builders: ReadonlySet<string>;
  /** Scanners of which each manifest needs a report; empty when any one will do. */
  readonly scanners: readonly string[];
  readonly isOsOptional: boolean;
}

/** An exception for one finding in one package or file of one image, with an end. */
export interface Waiver {
  readonly id: string;
  readonly finding: string;
  /** A package URL; without a version it holds for every version. */
  readonly package: string | undefined;
  /** A file of the image, for findings that are in no package. */
  readonly path: string | undefined;
  readonly repository: string;
  /** When given, the waiver holds for this digest alone. */
  readonly digest: string | undefined;
  readonly reason: string;
  readonly control: string;
  readonly ticket: string;
  readonly requester: string;
  readonly approver: string;
  readonly created: number;
  readonly expires: number;
  readonly place: Place;
}

/** A policy that has been read without a problem. */
export interface Policy {
  readonly environments: Readonly<Partial<Record<EnvironmentName, EnvironmentPolicy>>>;
  readonly waivers: readonly Waiver[];
  readonly licences: { readonly allow: ReadonlySet<string>; readonly deny: ReadonlySet<string> };
  readonly vexAuthors: ReadonlySet<string>;
  /** `family version` in lower case, and when its support ends. */
  readonly endOfLife: ReadonlyMap<string, number>;
  readonly input: Input;
}

/** Why a policy cannot be used. */
export type PolicyProblemCode =
  | 'POLICY_TOO_LARGE'
  | 'POLICY_NOT_YAML'
  | 'POLICY_SHAPE'
  | 'POLICY_UNKNOWN_KEY'
  | 'POLICY_MISSING_KEY'
  | 'WAIVER_WILDCARD'
  | 'WAIVER_SCOPE'
  | 'WAIVER_SELF_APPROVED'
  | 'WAIVER_PERIOD'
  | 'WAIVER_REPEATED';

/** One thing that is wrong with a policy, and where. */
export interface PolicyProblem {
  readonly code: PolicyProblemCode;
  readonly place: Place;
  /** The key, e.g. `waivers[2].expires`. */
  readonly path: string;
  readonly detail: string;
}

/** A policy, or everything that is wrong with it. */
export type ParsedPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };
