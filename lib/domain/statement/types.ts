import type { KeyObject } from 'node:crypto';
import type { Json } from '../../base/canonical-json.ts';
import type { Digest } from '../image/index.ts';
import type { KeyPurpose, StatementKind } from './kinds.ts';
import type { Predicates } from './predicates/index.ts';

/** What a statement is about. The digest alone identifies it; the name helps readers. */
export interface StatementSubject {
  /** `registry/repository`. */
  readonly name: string;
  readonly digest: Digest;
}

/** An in-toto statement about one artifact (in-toto Attestation Framework, spec/v1/statement.md). */
export interface Statement {
  readonly subject: StatementSubject;
  readonly predicateType: string;
  readonly predicate: Json;
}

/** Signs with one key that does not leave its place. */
export interface Signer {
  /** The hint of the key, as {@link computeKeyHint} makes it of the public half. */
  readonly keyHint: string;
  /** ECDSA on P-256 over a SHA-256 digest; answers r and s, 32 bytes each (IEEE P1363), as Key Vault does. */
  sign(digest: Uint8Array): Promise<Uint8Array>;
}

/** A public key of `lazaret.yaml`. Times are milliseconds since the epoch. */
export interface TrustedKey {
  readonly name: string;
  readonly purpose: KeyPurpose;
  readonly keyHint: string;
  readonly publicKey: KeyObject;
  readonly validFrom: number;
  readonly validUntil: number;
}

/** Trusted keys by hint. */
export type TrustedKeys = ReadonlyMap<string, TrustedKey>;

/** A Sigstore bundle with one DSSE signature by a key, taken apart and not yet trusted. */
export interface SignedPayload {
  readonly keyHint: string;
  readonly payloadType: string;
  readonly payload: Uint8Array;
  /** DER. */
  readonly signature: Uint8Array;
}

/** What a statement must be to count. */
export interface Expectation<K extends StatementKind> {
  readonly kinds: readonly K[];
  readonly subject: Digest;
  readonly keys: TrustedKeys;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly maxAgeMs?: number;
  /** The pinned image that a verdict or promotion must have been made for; without it none of them counts. */
  readonly resourceUri?: string;
}

/** A statement that held against everything that was expected of it. */
export type VerifiedStatement<K extends StatementKind = StatementKind> = {
  readonly [Kind in K]: {
    readonly kind: Kind;
    readonly predicate: Predicates[Kind];
    readonly subject: StatementSubject;
    readonly key: TrustedKey;
    /** When it was made, as it says itself; milliseconds since the epoch. */
    readonly madeAt: number;
    /** The statement's identity: the same however often it is signed. */
    readonly payloadDigest: Digest;
    readonly payload: Uint8Array;
  };
}[K];
