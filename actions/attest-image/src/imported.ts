import { UserError } from '../../../lib/base/errors/index.ts';
import { formatImageReference, pinImage } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { buildImportRecord, statementKinds } from '../../../lib/domain/statement/index.ts';
import type { Draft } from './draft.ts';
import type { Inputs } from './inputs.ts';
import { nameBuilder } from './job.ts';
import type { Deps } from './ports.ts';

/** Where imports go; nothing else is attested as imported, and a build never lies there. */
const folders = ['upstream/', 'tools/'];

/** The record of an import: what the image was upstream, and who asked for it. */
export function draftImportRecord(
  { upstream }: Pick<Inputs, 'upstream'>,
  image: PinnedImage,
  { job }: Pick<Deps, 'job'>,
): Draft {
  if (upstream === undefined) throw untrue(image, 'no upstream image is given');
  // What was built here would otherwise be vouched for as if somebody else had published it.
  if (upstream.registry.toLowerCase() === image.registry.toLowerCase())
    throw untrue(image, `${upstream.registry} is quarantine itself and upstream of nothing`);
  if (upstream.digest !== image.digest) throw untrue(image, `upstream it was ${upstream.digest}`);
  if (!isImported(image)) throw untrue(image, 'imports lie under `upstream/` or `tools/`');
  const { repository, runId, workflowRef, actor, triggeringActor } = job;
  const facts = {
    builder: nameBuilder(job),
    upstream: formatImageReference(
      pinImage({ registry: upstream.registry, repository: upstream.repository }, upstream.digest),
    ),
    run: { repository, id: runId, workflow: workflowRef, actor, triggeringActor },
    commit: job.sha,
  };
  const subject = { name: `${image.registry}/${image.repository}`, digest: image.digest };
  const { predicateType } = statementKinds.import;
  return {
    kind: 'import',
    build: (recordedAt) => ({
      ...{ subject, predicateType },
      predicate: buildImportRecord({ ...facts, recordedAt }),
    }),
  };
}

/** Whether the image lies where imports go. */
export function isImported(image: PinnedImage): boolean {
  return folders.some((folder) => image.repository.startsWith(folder));
}

function untrue(image: PinnedImage, reason: string): UserError {
  return new UserError('STATEMENT_FACTS_UNTRUE', { subject: formatImageReference(image), reason });
}
