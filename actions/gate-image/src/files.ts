import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTime } from '../../../lib/base/time.ts';
import { listImages } from '../../../lib/domain/artifact/index.ts';
import type { Note, Reason } from '../../../lib/domain/gate/index.ts';
import { computeDigest, formatImageReference } from '../../../lib/domain/image/index.ts';
import { renderCanonical } from '../../../lib/domain/report/index.ts';
import type { AttachedVerdict } from './attach.ts';
import type { Case } from './case.ts';
import type { Outputs } from './inputs.ts';
import { listNews } from './news.ts';
import { buildSarif } from './sarif.ts';

/** Writes the whole decision as JSON and as SARIF, and its page. */
export async function writeFiles(
  folder: string,
  decided: Case,
  { verdict, page }: { readonly verdict: AttachedVerdict | undefined; readonly page: string },
): Promise<Pick<Outputs, 'decisionFile' | 'sarif'>> {
  await mkdir(folder, { recursive: true });
  const decisionFile = join(folder, 'decision.json');
  const sarif = join(folder, 'decision.sarif');
  await writeFile(decisionFile, renderCanonical(describeDecision(decided, verdict)));
  await writeFile(join(folder, 'summary.md'), page);
  await writeFile(sarif, renderCanonical(buildSarif(decided)));
  return { decisionFile, sarif };
}

function describeDecision(
  { decision, evidence, rules, subject }: Case,
  verdict: AttachedVerdict | undefined,
): object {
  const { outcome, environment, decidedAt, counts, inputs, consulted } = decision;
  const { policyFile, commit, branch } = rules;
  return {
    ...{ kind: 'lazaret-decision', version: 1, image: formatImageReference(subject.image), environment },
    ...{ decision: outcome, decidedAt: formatTime(decidedAt), counts, inputs, consulted },
    policy: { path: policyFile.name, branch, commit, digest: computeDigest(policyFile.text) },
    reasons: decision.reasons.map(withTime),
    notes: decision.notes.map(withTime),
    verdict: verdict && { statementDigest: verdict.statementDigest, bundleDigest: verdict.bundleDigest },
    statements: verdict?.statements ?? [],
    newFindings: listNews(evidence.facts),
    sizes: listSizes(subject),
  };
}

// What is pulled: the compressed layers, as the manifests say.
function listSizes({ artifact }: Case['subject']): readonly object[] {
  return listImages(artifact).images.map(({ platform, content }) => {
    return { platform, bytes: content.layers.reduce((sum, { size }) => sum + size, 0) };
  });
}

function withTime(item: Reason | Note): object {
  return { ...item, by: showTime(item.by) };
}

function showTime(ms: number | undefined): string | undefined {
  return ms === undefined || !Number.isFinite(ms) ? undefined : formatTime(ms);
}
