import type { Spool } from './files/spool.ts';
import type { Tree } from './files/tree.ts';
import { followLinks } from './files/tree.ts';
import { BuildFailure } from './types.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Resolves `user[:group]` of --chown; names are looked up in the stage's own passwd and group files. */
export async function resolveOwner(files: Tree, spool: Spool, chown: string | undefined): Promise<Owner> {
  if (chown === undefined || chown === '') return { uid: 0, gid: 0 };
  const [user = '', group] = chown.split(':');
  const uid = await lookUp(files, spool, { file: 'etc/passwd', name: user });
  // A user alone stands for the group of the same number or name.
  const gid = await lookUp(files, spool, {
    file: 'etc/group',
    name: group === undefined || group === '' ? user : group,
  });
  return { uid, gid };
}

async function lookUp(
  files: Tree,
  spool: Spool,
  asked: { readonly file: string; readonly name: string },
): Promise<number> {
  if (/^\d+$/.test(asked.name)) return Number(asked.name);
  const node = files.get(followLinks(files, asked.file));
  const text = node?.kind === 'file' ? await spool.readText(node.content) : '';
  const line = text.split('\n').find((each) => each.startsWith(`${asked.name}:`));
  const id = line?.split(':')[2];
  if (id !== undefined && /^\d+$/.test(id)) return Number(id);
  throw new BuildFailure(
    `unable to convert uid/gid chown string to host mapping: can't find uid for user ${asked.name}: no such user: ${asked.name}`,
  );
}
