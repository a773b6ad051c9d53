import type { Log } from '../../../lib/base/log.ts';
import { formatKeyId } from '../../../lib/clients/keyvault/index.ts';
import type { VaultSigner } from '../../../lib/clients/keyvault/index.ts';
import { attachBundle } from '../../../lib/domain/attachment/index.ts';
import type { AttachmentShelf } from '../../../lib/domain/attachment/index.ts';
import { readStatements } from '../../../lib/domain/evidence/index.ts';
import { computeDigest, formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { renderStatement, signStatement, verifyStatement } from '../../../lib/domain/statement/index.ts';
import type { SummaryInput, TrustedKeys } from '../../../lib/domain/statement/index.ts';
import type { Case } from './case.ts';
import { draftPlatforms, draftVerdict } from './drafts.ts';
import type { Draft } from './drafts.ts';
import type { Deps } from './ports.ts';

/** A statement that hangs on the image. */
export interface Attached {
  readonly name: string;
  readonly statementDigest: Digest;
  readonly bundleDigest: Digest;
}

/** The signed verdict, and what was signed for it before. */
export interface AttachedVerdict extends Attached {
  readonly statements: readonly Attached[];
}

interface Desk {
  readonly shelf: AttachmentShelf;
  readonly signer: VaultSigner;
  readonly keys: TrustedKeys;
  readonly now: number;
  /** The image that a verdict is about, where it lies. */
  readonly resourceUri: string;
}

/** Signs and attaches SBOM and findings of each platform, then the verdict that stands on them, whatever it says. */
export async function attachStatements(decided: Case, deps: Deps, log: Log): Promise<AttachedVerdict> {
  const { inputs, rules, subject } = decided;
  if (inputs.signingKey === undefined) throw new TypeError('the inputs were not checked');
  const signer = await deps.keyVault.openSigner(inputs.signingKey);
  log.info(`${formatKeyId(signer.key.id)} signs, hint ${signer.keyHint}`);
  const shelf = { client: subject.client, repository: subject.image.repository };
  const desk: Desk = {
    ...{ shelf, signer, keys: rules.keys, now: deps.clock.now() },
    resourceUri: formatImageReference(subject.image),
  };
  const statements: Attached[] = [];
  for (const draft of draftPlatforms(decided)) statements.push(await attach(desk, draft, log));
  if (!statements.some(({ name }) => name.startsWith('sbom ')))
    log.warning('No SBOM is signed: promotion will refuse the image', { title: 'No SBOM' });
  const verdict = draftVerdict(decided, desk.now, statements.map(toInput));
  return { ...(await attach(desk, verdict, log)), statements };
}

// A second attempt finds the words of the first; only a verdict has a time of its own.
async function attach(desk: Desk, draft: Draft, log: Log): Promise<Attached> {
  const { name } = draft;
  const there = await findEqual(desk, draft);
  const { statementDigest, bundleDigest } = there ?? (await sign(desk, draft));
  log.info(`${name}: ${there === undefined ? 'attached' : 'was attached before'} as ${bundleDigest}`);
  return { name, statementDigest, bundleDigest };
}

async function findEqual(
  { shelf, keys, now, resourceUri }: Desk,
  { kind, subject, statement }: Draft,
): Promise<Omit<Attached, 'name'> | undefined> {
  const wanted = computeDigest(renderStatement(statement));
  const { verified } = await readStatements(shelf, subject.digest, [kind], { keys, now, resourceUri });
  const equal = verified.find(({ payloadDigest }) => payloadDigest === wanted);
  return equal && { statementDigest: wanted, bundleDigest: equal.manifestDigest };
}

// What the vault answered must hold under the keys of the protected branch before anybody sees it.
async function sign(
  { shelf, signer, keys, now, resourceUri }: Desk,
  { kind, subject, statement }: Draft,
): Promise<Omit<Attached, 'name'>> {
  const bundle = await signStatement(statement, signer);
  const expected = { kinds: [kind], subject: subject.digest, keys, now, resourceUri };
  const { payloadDigest: statementDigest } = verifyStatement(bundle, expected);
  const bundleDigest = await attachBundle(shelf, subject, bundle, statement.predicateType);
  return { statementDigest, bundleDigest };
}

function toInput({ name, statementDigest }: Attached): SummaryInput {
  return { name, digest: statementDigest };
}
