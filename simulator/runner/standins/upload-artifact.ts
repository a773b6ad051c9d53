import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { compileGlob } from '../steps/glob.ts';
import type { StandIn, StandInCall } from './types.ts';

/** actions/upload-artifact, from version 4 on. https://github.com/actions/upload-artifact#inputs */
export const uploadArtifact: StandIn = {
  action: 'actions/upload-artifact',
  inputs: {
    name: 'artifact',
    path: '',
    'if-no-files-found': 'warn',
    'retention-days': '0',
    'compression-level': '6',
    overwrite: 'false',
    'include-hidden-files': 'false',
  },
  async run(call) {
    const { session, inputs } = call;
    const name = inputs['name'] ?? '';
    const path = inputs['path'] ?? '';
    if (path.trim() === '') throw new Error('Input required and not supplied: path');
    // The characters that NTFS and the service refuse (actions/toolkit, path-and-artifact-name-validation).
    if (name === '' || /["<>:|*?\r\n\\/]/.test(name))
      throw new Error(`The artifact name is not valid: ${name}`);
    const found = await findFiles(session.job.workspace, path, inputs['include-hidden-files'] === 'true');
    if (found.length === 0) return reportNothing(call, path);
    const { runId, attempt } = session.job;
    const isOverwrite = inputs['overwrite'] === 'true';
    const files = placeFiles(found);
    const record = await session.world.artifacts.upload({ runId, attempt, name, files, isOverwrite });
    call.tell(
      `Artifact ${name} has been successfully uploaded! ${files.length} file(s), ${record.size} bytes`,
    );
    const url = `https://github.com/${session.job.repository}/actions/runs/${runId}/artifacts/${record.id}`;
    return {
      'artifact-id': String(record.id),
      'artifact-url': url,
      'artifact-digest': record.digest.replace('sha256:', ''),
    };
  },
};

function reportNothing({ inputs, warn, tell }: StandInCall, path: string): Readonly<Record<string, string>> {
  const message = `No files were found with the provided path: ${path}. No artifacts will be uploaded.`;
  const answer = inputs['if-no-files-found'];
  if (answer === 'error') throw new Error(message);
  if (answer === 'warn') warn(message);
  else if (answer === 'ignore') tell(message);
  else throw new Error(`Unrecognized if-no-files-found input. Provided: ${answer ?? ''}`);
  return {};
}

async function findFiles(workspace: string, path: string, withHidden: boolean): Promise<readonly string[]> {
  const lines = path.split('\n').map((line) => line.trim());
  const patterns = lines.filter((line) => line !== '').map((line) => toAbsolute(workspace, line));
  const roots = patterns.filter((line) => !line.startsWith('!')).map(fixedPart);
  const isMatch = compileGlob(patterns);
  const files = await Promise.all([...new Set(roots)].map(listFiles));
  return [...new Set(files.flat())].filter((file) => isMatch(file) && (withHidden || !isHidden(file, roots)));
}

function toAbsolute(workspace: string, line: string): string {
  const isExcluded = line.startsWith('!');
  const path = isExcluded ? line.slice(1).trim() : line;
  const full = isAbsolute(path) ? path : join(workspace, path);
  return `${isExcluded ? '!' : ''}${full}`;
}

// The folders before the first wildcard: nothing above them can match.
function fixedPart(pattern: string): string {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => /[*?[]/.test(part));
  return wild < 0 ? pattern : parts.slice(0, wild).join('/') || '/';
}

async function listFiles(root: string): Promise<readonly string[]> {
  const found = await stat(root).catch((): undefined => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [root];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

// From version 4.4 on, whatever lies below a name with a leading dot is left out.
function isHidden(file: string, roots: readonly string[]): boolean {
  const root = roots.find((each) => file === each || file.startsWith(`${each}/`)) ?? '';
  const inside = root === file ? (file.split('/').at(-1) ?? '') : relative(root, file);
  return inside.split(sep).some((part) => part.startsWith('.'));
}

// Paths count from the lowest folder that all have in common.
function placeFiles(files: readonly string[]): readonly (readonly [string, string])[] {
  const folders = files.map((file) => dirname(file).split('/'));
  const [first = []] = folders;
  const length = first.findIndex((part, at) => folders.some((each) => each[at] !== part));
  const root = (length < 0 ? first : first.slice(0, length)).join('/');
  return files.map((file) => [relative(root === '' ? '/' : root, file), file] as const);
}
