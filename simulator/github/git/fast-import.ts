import type { CommitOrder, FileContent, Signature } from './types.ts';

/**
 * One commit as a stream for `git fast-import`: a single process however many files it has.
 * https://git-scm.com/docs/git-fast-import
 */
export function renderFastImport(order: CommitOrder, parents: readonly string[], now: number): Buffer {
  const { branch, message, author, committer } = order;
  const [first, ...others] = parents;
  const chunks: Buffer[] = [];
  const line = (text: string): void => void chunks.push(Buffer.from(`${text}\n`));
  line(`commit refs/heads/${branch}`);
  line('mark :1');
  line(`author ${renderPerson(author, now)}`);
  line(`committer ${renderPerson(committer, now)}`);
  chunks.push(...renderData(Buffer.from(`${message}\n`)));
  // Without `from` the branch's present tip would be the parent of what was meant as a first commit.
  if (first !== undefined) line(`from ${first}`);
  for (const other of others) line(`merge ${other}`);
  for (const [path, content] of Object.entries(order.files)) chunks.push(...renderFile(path, content));
  line('');
  line('get-mark :1');
  line('done');
  return Buffer.concat(chunks);
}

function renderFile(path: string, content: FileContent): readonly Buffer[] {
  if (content === null) return [Buffer.from(`D ${quotePath(path)}\n`)];
  const { bytes, mode } = readContent(content);
  return [Buffer.from(`M ${mode} inline ${quotePath(path)}\n`), ...renderData(bytes)];
}

function readContent(content: Exclude<FileContent, null>): { readonly bytes: Buffer; readonly mode: string } {
  if (typeof content === 'string' || content instanceof Uint8Array)
    return { bytes: Buffer.from(content), mode: '100644' };
  return { bytes: Buffer.from(content.content), mode: content.isExecutable ? '100755' : '100644' };
}

function renderData(bytes: Buffer): readonly Buffer[] {
  return [Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')];
}

function renderPerson({ name, email }: Signature, now: number): string {
  const clean = (text: string): string => text.replaceAll(/[<>\n\0]/g, '');
  return `${clean(name)} <${clean(email)}> ${Math.floor(now / 1000)} +0000`;
}

// Quoted as a C string, so that a path may hold what it likes.
function quotePath(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
