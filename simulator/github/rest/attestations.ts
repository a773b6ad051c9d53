import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import { RefusalError } from '../hub/index.ts';
import { takeId } from '../state.ts';
import type { StoredAttestation } from '../state.ts';
import { readBody } from './body.ts';
import { readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

const permission = 'attestations';

/** https://docs.github.com/rest/repos/attestations */
export const attestationRoutes: readonly Route[] = [
  { method: 'POST', path: /^\/attestations$/, permission, answer: answerCreate },
  { path: /^\/attestations\/(?<digest>sha256:[0-9a-f]{64})$/, permission, answer: answerList },
];

/** What of a Sigstore bundle and its DSSE envelope everybody must fill (protobuf-specs, `Bundle`, v0.3). */
const Bundle = v.looseObject({
  mediaType: v.literal('application/vnd.dev.sigstore.bundle.v0.3+json'),
  verificationMaterial: v.looseObject({}),
  dsseEnvelope: v.looseObject({
    payload: v.pipe(v.string(), v.base64()),
    payloadType: v.literal('application/vnd.in-toto+json'),
    signatures: v.pipe(v.array(v.looseObject({ sig: v.pipe(v.string(), v.base64()) })), v.length(1)),
  }),
});

const Statement = v.looseObject({
  _type: v.literal('https://in-toto.io/Statement/v1'),
  subject: v.pipe(v.array(v.looseObject({ digest: v.record(v.string(), v.string()) })), v.minLength(1)),
  predicateType: v.string(),
});

async function answerCreate(call: RouteCall): Promise<Response> {
  const { parts, repository, respond } = call;
  const { bundle } = await readBody(call.request, v.strictObject({ bundle: Bundle }));
  const text = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString('utf8');
  const checked = checkJson(Statement, text);
  if (!checked.ok) throw new RefusalError(422, 'Validation Failed', checked.problems);
  const { subject, predicateType } = checked.value;
  const subjects = subject.flatMap(({ digest }) => {
    return digest['sha256'] === undefined ? [] : [`sha256:${digest['sha256']}`];
  });
  const stored: StoredAttestation = { id: takeId(parts.state), subjects, predicateType, bundle };
  (repository.attestations ??= []).push(stored);
  parts.state.touch();
  return respond.created({ id: stored.id });
}

// GitHub pages by cursors; the simulated one shows the first page, which `per_page` makes large enough.
function answerList({ groups, url, repository, respond }: RouteCall): Response {
  const wanted = url.searchParams.get('predicate_type');
  const found = (repository.attestations ?? [])
    .filter(({ subjects }) => subjects.includes(groups['digest'] ?? ''))
    .filter(({ predicateType }) => wanted === null || predicateType === wanted);
  if (found.length === 0) return respond.error(404, 'Not Found');
  const shown = takePage(found.toReversed(), readPage(url));
  return respond.json({
    attestations: shown.map(({ bundle }) => ({ bundle, repository_id: repository.id })),
  });
}
