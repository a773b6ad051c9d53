import { createHash } from 'node:crypto';
import { glob, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import { buildProvenance, readClaims } from './attest-provenance.ts';
import { signStatement } from './attest-sign.ts';
import type { StandIn, StandInCall } from './types.ts';

/** "The file must be less than 16MB" (actions/attest, input `sbom-path`). */
const maxSbomBytes = 16 * 1024 * 1024;

/**
 * actions/attest: says provenance or an SBOM of files under a signature, certified for the job by its OIDC token, and
 * stores it with the repository. There is no log and no time stamp beside the signature.
 * https://github.com/actions/attest#usage
 */
export const attest: StandIn = {
  action: 'actions/attest',
  inputs: { 'subject-path': '', 'sbom-path': '', 'github-token': '', 'show-summary': 'true' },
  async run(call) {
    const { session, inputs } = call;
    const subject = await findSubjects(call);
    const identity = await askIdentity(call);
    const about = inputs['sbom-path']
      ? await readSbom(join(session.job.workspace, inputs['sbom-path']))
      : buildProvenance(readClaims(identity));
    const statement = { _type: 'https://in-toto.io/Statement/v1', subject, ...about };
    const bundle = await signStatement(call, { statement, identity });
    const id = await store(call, bundle);
    const file = join(session.folders.temp, `attestation-${id}.json`);
    await writeFile(file, `${JSON.stringify(bundle)}\n`);
    call.tell(`Attestation ${id} of ${subject.length} subject(s): ${about.predicateType}`);
    call.tell('Signed under a certificate of the simulated Fulcio: no transparency log, no time stamp');
    const url = `https://github.com/${session.job.repository}/attestations/${id}`;
    return { 'attestation-id': String(id), 'attestation-url': url, 'bundle-path': file };
  },
};

async function findSubjects({ session, inputs }: StandInCall) {
  const pattern = inputs['subject-path'] ?? '';
  if (pattern === '')
    throw new Error('One of subject-path, subject-digest or subject-checksums must be provided');
  const { workspace: cwd } = session.job;
  const subjects: { readonly name: string; readonly digest: { readonly sha256: string } }[] = [];
  for await (const path of glob(pattern, { cwd })) {
    const file = join(cwd, path);
    if (!(await stat(file)).isFile()) continue;
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    subjects.push({ name: basename(file), digest: { sha256 } });
  }
  if (subjects.length === 0) throw new Error(`Could not find subject at path ${pattern}`);
  return subjects.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

const Answer = v.object({ value: v.string() });

async function askIdentity({ session, ask }: StandInCall): Promise<string> {
  if (session.oidc === undefined)
    throw new Error(
      'missing "id-token" permission. Please add "permissions: id-token: write" to your workflow.',
    );
  const { url, token } = session.oidc;
  const headers = { authorization: `Bearer ${token}` };
  const response = await ask(new Request(`${url}&audience=sigstore`, { headers }));
  const identity = v.parse(Answer, await response.json()).value;
  session.masks.add(identity);
  return identity;
}

const CycloneDx = v.looseObject({
  bomFormat: v.literal('CycloneDX'),
  serialNumber: v.string(),
  specVersion: v.string(),
});
const Spdx = v.looseObject({ spdxVersion: v.string(), SPDXID: v.string() });

// https://github.com/actions/attest, `sbom.ts`: what is neither is refused.
async function readSbom(file: string) {
  const text = await readFile(file, 'utf8');
  if (Buffer.byteLength(text) > maxSbomBytes) throw new Error('SBOM file exceeds maximum allowed size');
  const cyclonedx = checkJson(CycloneDx, text);
  if (cyclonedx.ok) return { predicateType: 'https://cyclonedx.org/bom', predicate: cyclonedx.value };
  const spdx = checkJson(Spdx, text);
  if (!spdx.ok) throw new Error('Unsupported SBOM format');
  const version = spdx.value.spdxVersion.replace('SPDX-', '');
  return { predicateType: `https://spdx.dev/Document/v${version}`, predicate: spdx.value };
}

const Stored = v.object({ id: v.number() });

async function store({ session, inputs, ask }: StandInCall, bundle: object): Promise<number> {
  const url = `https://api.github.com/repos/${session.job.repository}/attestations`;
  const token = inputs['github-token'] ? inputs['github-token'] : session.token;
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'actions/attest' };
  const response = await ask(new Request(url, { method: 'POST', headers, body: JSON.stringify({ bundle }) }));
  const text = await response.text();
  if (response.status !== 201) throw new Error(`Failed to persist attestation: ${response.status} ${text}`);
  return v.parse(Stored, JSON.parse(text)).id;
}
