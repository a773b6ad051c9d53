import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files by path: text, an executable's text, or a symbolic link. */
export type Files = Readonly<
  Record<string, string | { readonly program: string } | { readonly link: string }>
>;

/** Writes files below a folder, with the same modes whatever the user's mask. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o755 });
    if (typeof content !== 'string' && 'link' in content) await symlink(content.link, file);
    else await writeText(file, content);
  }
}

async function writeText(file: string, content: string | { readonly program: string }): Promise<void> {
  await writeFile(file, typeof content === 'string' ? content : content.program);
  await chmod(file, typeof content === 'string' ? 0o644 : 0o755);
}
