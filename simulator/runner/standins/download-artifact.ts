import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { compileGlob } from '../steps/glob.ts';
import type { ArtifactRecord } from '../steps/artifacts.ts';
import type { StandIn, StandInCall } from './types.ts';

/** actions/download-artifact, from version 4 on. https://github.com/actions/download-artifact#inputs */
export const downloadArtifact: StandIn = {
  action: 'actions/download-artifact',
  inputs: {
    name: '',
    'artifact-ids': '',
    path: '.',
    pattern: '',
    'merge-multiple': 'false',
    'github-token': '',
    repository: '',
    'run-id': '',
    'digest-mismatch': 'error',
  },
  async run(call) {
    const { session, inputs } = call;
    const records = findRecords(call);
    const isSingle = inputs['name'] !== '' || inputs['merge-multiple'] === 'true';
    const path = inputs['path'] ?? '.';
    const folder = isAbsolute(path) ? path : join(session.job.workspace, path);
    await mkdir(folder, { recursive: true });
    for (const record of records) {
      await session.world.artifacts.download(record, isSingle ? folder : join(folder, record.name));
      call.tell(`Artifact download completed: ${record.name} (${record.digest})`);
    }
    call.tell(`Total of ${records.length} artifact(s) downloaded`);
    return { 'download-path': folder };
  },
};

function findRecords({ session, inputs }: StandInCall): readonly ArtifactRecord[] {
  const runId = inputs['run-id'] ? Number(inputs['run-id']) : session.job.runId;
  // Another run's artifacts want a token that may read actions (README, "Download Artifacts from other Workflow Runs").
  if (runId !== session.job.runId && !inputs['github-token'])
    throw new Error("Input required and not supplied: github-token, which 'run-id' of another run wants");
  const all = session.world.artifacts.list(runId);
  const ids = (inputs['artifact-ids'] ?? '').split(',').filter((each) => each.trim() !== '');
  if (inputs['name']) return [findNamed(all, inputs['name'])];
  if (ids.length > 0) return all.filter(({ id }) => ids.some((each) => Number(each) === id));
  const isMatch = inputs['pattern'] ? compileGlob([inputs['pattern']]) : () => true;
  return all.filter(({ name }) => isMatch(name));
}

function findNamed(all: readonly ArtifactRecord[], name: string): ArtifactRecord {
  const found = all.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(`Unable to download artifact(s): Artifact not found for name: ${name}`);
  return found;
}
