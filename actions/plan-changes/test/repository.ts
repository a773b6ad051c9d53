import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execProgram } from '../../../lib/action/exec.ts';

/** A real repository in a folder of its own. */
export interface Repository {
  readonly folder: string;
  git(...args: readonly string[]): Promise<string>;
  /** Writes files (undefined removes one) and commits everything; the commit's id. */
  commit(files: Readonly<Record<string, string | undefined>>): Promise<string>;
}

const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@contoso.example',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@contoso.example',
};

/** Makes an empty repository with the branch main. */
export async function createRepository(): Promise<Repository> {
  const repository = openRepository(mkdtempSync(join(tmpdir(), 'lazaret-plan-')));
  await repository.git('init', '--quiet', '--initial-branch=main');
  return repository;
}

/** The repository in a folder. */
export function openRepository(folder: string): Repository {
  const git = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await execProgram('git', ['-C', folder, ...args], { env });
    if (exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  const commit: Repository['commit'] = async (files) => {
    for (const [name, text] of Object.entries(files)) writeOrRemove(join(folder, name), text);
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message=change');
    return git('rev-parse', 'HEAD');
  };
  return { folder, git, commit };
}

/** A clone of what is checked out, with so many commits of history. */
export async function cloneShallow(source: Repository, depth: number): Promise<Repository> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaret-plan-'));
  await source.git('clone', '--quiet', `--depth=${depth}`, `file://${source.folder}`, folder);
  return openRepository(folder);
}

function writeOrRemove(path: string, text: string | undefined): void {
  if (text === undefined) {
    rmSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
