import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatKeyId } from '../../../lib/clients/keyvault/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { Descriptor } from '../../../lib/domain/artifact/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { findEqual, signAndAttach } from './attach.ts';
import { draftProvenance } from './build.ts';
import type { Draft } from './draft.ts';
import { draftImportRecord, isImported } from './imported.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { assertNotPullRequest, assertTrustedJob } from './job.ts';
import type { Deps } from './ports.ts';

/** Says under signature how an image came to be, and hangs that on the image. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const { image } = inputs;
  assertNotPullRequest(image, deps.job);
  await log.group('Hold the job against its token', () => assertTrustedJob(image, deps));
  const { loginServer } = await deps.management.readAccount();
  const client = deps.registry(loginServer);
  const { subject, draft } = await log.group(`Read ${formatImageReference(image)}`, async () => ({
    subject: await readSubject(client, image),
    draft: await draftStatement(inputs, deps),
  }));
  const signer = await deps.keyVault.openSigner(inputs.signingKey);
  log.info(`${formatKeyId(signer.key.id)} signs, hint ${signer.keyHint}`);
  const desk = { shelf: { client, repository: image.repository }, subject, signer, now: deps.clock.now() };
  const attached = await log.group(
    'Attach the statement',
    async () => (await findEqual(desk, draft)) ?? signAndAttach(desk, draft),
  );
  log.info(`${attached.bundleDigest} says under signature how ${image.digest} came to be`);
  const { statementDigest, bundleDigest, predicateType, status } = attached;
  return { statementDigest, bundleDigest, predicateType, status };
}

async function readSubject(client: RegistryClient, image: PinnedImage): Promise<Descriptor> {
  if (image.registry !== client.registry)
    throw missing(image, `the quarantine registry is ${client.registry}`);
  const manifest = await client.findManifest(image.repository, image.digest);
  if (manifest === undefined) throw missing(image, 'the registry has no such manifest');
  return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length };
}

async function draftStatement(inputs: Inputs, deps: Deps): Promise<Draft> {
  const { image } = inputs;
  if (inputs.kind === 'import') return draftImportRecord(inputs, image, deps);
  if (!isImported(image)) return draftProvenance(inputs, image, deps);
  throw new UserError('STATEMENT_FACTS_UNTRUE', {
    subject: formatImageReference(image),
    reason: 'it lies where imports go, and builds do not',
  });
}

function missing(image: PinnedImage, reason: string): UserError {
  return new UserError('STATEMENT_IMAGE_MISSING', { subject: formatImageReference(image), reason });
}
