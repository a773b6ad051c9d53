import type { Provenance, Sourced } from '../gate/index.ts';
import type { Digest } from '../image/index.ts';
import { keepRefused } from './attempt.ts';
import type { Search } from './attempt.ts';
import { source } from './scan.ts';
import { readStatements } from './statements.ts';
import type { Trust, Verified } from './statements.ts';
import type { EvidenceRegistry } from './types.ts';

/** Where provenance is looked for. */
export interface ProvenancePlace {
  readonly client: EvidenceRegistry;
  readonly repository: string;
  readonly digest: Digest;
  readonly serverUrl: string;
}

/**
 * Who built or imported the image, by the newest statement whose builder the policy names, else by the newest of all.
 * Undefined when none holds; then every refusal is a problem under its own code.
 */
export async function findProvenance(
  { client, repository, digest, serverUrl }: ProvenancePlace,
  trust: Trust,
  search: Search,
): Promise<Sourced<Provenance> | undefined> {
  const kinds = ['provenance', 'import'] as const;
  const { verified, refused } = await readStatements({ client, repository }, digest, kinds, trust);
  const all = verified.map((statement) => toProvenance(statement, digest, serverUrl));
  const named = all.find(({ value }) => search.environment?.builders.has(value.builder) === true);
  const chosen = named ?? all[0];
  keepRefused('provenance', search, { refused, isMissing: chosen === undefined });
  return chosen;
}

function toProvenance(
  { kind, predicate, payloadDigest }: Verified<'provenance' | 'import'>,
  subject: Digest,
  serverUrl: string,
): Sourced<Provenance> {
  // GitHub's own server is left out in a policy; a builder of another server keeps its full name.
  const prefix = `${serverUrl}/`;
  const full = predicate.builder;
  const builder = full.startsWith(prefix) ? full.slice(prefix.length) : full;
  const value = { subject, builder, kind: kind === 'import' ? 'import' : 'build' } as const;
  return source('provenance', value.kind, { digest: payloadDigest, value });
}
