import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a person says about a new action. */
export interface NewAction {
  readonly name: string;
  readonly description: string;
}

/** Throws unless the name is verb-noun in kebab-case. */
export function assertActionName(name: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name) && name.length <= 40) return;
  throw new Error(`"${name}" cannot be used — write verb-noun in kebab-case, e.g. scan-image`);
}

/** Writes the folder and the process test from the template; returns the paths. Never overwrites. */
export async function writeAction(root: string, action: NewAction): Promise<readonly string[]> {
  const { name } = action;
  const process = `test/process/${name}.test.ts`;
  const taken = [`actions/${name}`, process].find((path) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Error(`"${taken}" is there already; nothing was written`);
  const template = join(import.meta.dirname, 'template');
  const names = await readdir(template, { recursive: true, withFileTypes: true });
  const sources = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    sources.map(async (source) => {
      const inner = source.slice(template.length + 1).replace(/\.template$/, '');
      const path = inner === 'process.test.ts' ? process : `actions/${name}/${inner}`;
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), fill(await readFile(source, 'utf8'), action), { flag: 'wx' });
      return path;
    }),
  );
}

/** Puts the action's name and description into a template, as TypeScript and Markdown want them. */
export function fill(template: string, { name, description }: NewAction): string {
  const sentence = /[.!?]$/.test(description) ? description : `${description}.`;
  return template
    .replaceAll('__NAME__', name)
    .replaceAll('__QUOTED_DESCRIPTION__', `'${sentence.replaceAll(/[\\']/g, '\\$&')}'`)
    .replaceAll('__DESCRIPTION__', sentence);
}
