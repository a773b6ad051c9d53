import { UserError } from '../../../lib/base/errors/index.ts';
import { listAttachments, sortStatements } from '../../../lib/domain/attachment/index.ts';
import type { Attachment, AttachedBundle } from '../../../lib/domain/attachment/index.ts';
import type { Descriptor } from '../../../lib/domain/artifact/index.ts';
import { listPlatforms } from '../../../lib/domain/evidence/index.ts';
import type { ImagePlatform } from '../../../lib/domain/evidence/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { ensureAttachments } from '../../../lib/domain/attachment/index.ts';
import { lockManifest } from '../../../lib/domain/promotion/index.ts';
import type { VerifiedVerdict } from '../../../lib/domain/promotion/index.ts';
import { statementKinds } from '../../../lib/domain/statement/index.ts';
import type {
  Expectation,
  StatementKind,
  SummaryInput,
  VerifiedStatement,
} from '../../../lib/domain/statement/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { LiveShelf } from './ports.ts';
import type { Source } from './source.ts';

/** Statements about one manifest that go to live with it. */
export interface Proof {
  readonly subject: Descriptor;
  readonly bundles: readonly AttachedBundle[];
  /** The statements' payloads, named for the record. */
  readonly inputs: readonly SummaryInput[];
}

/** What the gate left on a platform's manifest. */
export interface PlatformProof extends Proof {
  readonly platform: ImagePlatform;
  readonly sbom: VerifiedStatement<'sbom'>;
}

type Trust = Pick<Expectation<StatementKind>, 'keys' | 'now'>;

/**
 * Reads the statements that a verdict names, from every platform. Throws PROMOTION_VERDICT_INCOMPLETE where it names
 * none, PROMOTION_SBOM_MISSING and PROMOTION_SCAN_MISSING where what it names does not hang on the platform or verify.
 */
export async function readPlatformProofs(
  { image, artifact }: Source,
  verdict: VerifiedVerdict,
  { client, trust }: { readonly client: RegistryClient; readonly trust: Trust },
): Promise<readonly PlatformProof[]> {
  const proofs: PlatformProof[] = [];
  for (const platform of listPlatforms(artifact)) {
    const { manifest, platform: name } = platform;
    const subject = formatImageReference({ ...image, digest: manifest.digest });
    const attachments = await listAttachments({ client, repository: image.repository }, manifest.digest);
    const place = { attachments, subject, image: manifest.digest, verdict, name };
    const sbom = requireNamed('sbom', 'PROMOTION_SBOM_MISSING', place, trust);
    const scan = requireNamed('vulnerabilities', 'PROMOTION_SCAN_MISSING', place, trust);
    const found = [
      { statement: sbom, name: `sbom ${name}` },
      { statement: scan, name: `vulnerabilities ${name}` },
    ];
    proofs.push({ platform, sbom, ...toProof(manifest, attachments, found) });
  }
  return proofs;
}

type Found = VerifiedStatement & { readonly manifestDigest: Digest };

/** Statements that were verified, with the bundles they came in. */
export function toProof(
  subject: Descriptor,
  attachments: readonly Attachment[],
  found: readonly { readonly statement: Found; readonly name: string }[],
): Proof {
  const byDigest = new Map(attachments.map(({ manifestDigest, bundle }) => [manifestDigest, bundle]));
  const bundles = found.flatMap(({ statement: { kind, manifestDigest } }) => {
    const bundle = byDigest.get(manifestDigest);
    const { predicateType } = statementKinds[kind];
    return bundle?.ok === true ? [{ bundle: bundle.value, predicateType }] : [];
  });
  const inputs = found.map(({ statement, name }) => ({ name, digest: statement.payloadDigest }));
  return { subject, bundles, inputs };
}

/** Copies statements to live, as they are signed, and locks them; throws STATEMENT_NOT_LISTED, PROMOTION_LOCK_FAILED. */
export async function copyProofs(proofs: readonly Proof[], shelf: LiveShelf): Promise<void> {
  for (const { subject, bundles } of proofs) {
    const digests = await ensureAttachments(shelf, subject, bundles);
    for (const digest of digests) await lockManifest(shelf, digest);
  }
}

interface Place {
  readonly attachments: readonly Attachment[];
  readonly subject: string;
  readonly image: Digest;
  readonly verdict: VerifiedVerdict;
  /** Of the platform. */
  readonly name: string;
}

function requireNamed<K extends 'sbom' | 'vulnerabilities'>(
  kind: K,
  code: 'PROMOTION_SBOM_MISSING' | 'PROMOTION_SCAN_MISSING',
  { attachments, subject, image, verdict, name }: Place,
  trust: Trust,
): VerifiedStatement<K> & { readonly manifestDigest: Digest } {
  const named = verdict.predicate.inputs.filter((input) => input.name === `${kind} ${name}`);
  if (named.length === 0) {
    const reason = `the verdict names no ${kind} ${name}`;
    throw new UserError('PROMOTION_VERDICT_INCOMPLETE', { subject, reason });
  }
  const { verified, refused } = sortStatements(attachments, { ...trust, kinds: [kind], subject: image });
  const found = verified.find(({ payloadDigest }) => named.some(({ digest }) => digest === payloadDigest));
  if (found !== undefined) return found;
  const reasons = refused.map((each) => `${each.manifestDigest}: ${each.code}: ${each.reason}`);
  const wanted = named.map(({ digest }) => digest).join(' or ');
  throw new UserError(code, { subject, reason: [`none is ${wanted}`, ...reasons].join('; ') });
}
