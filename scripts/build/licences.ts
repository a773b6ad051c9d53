import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const packageSchema = v.object({
  name: v.string(),
  version: v.string(),
  license: v.optional(v.string()),
});

const rule = '-'.repeat(80);

/** Name, version and full licence text of every package that a bundle took a module from. */
export async function renderLicences(moduleIds: readonly string[]): Promise<string> {
  const roots = new Set(moduleIds.flatMap((id) => findPackageRoot(id) ?? []));
  const texts = await Promise.all([...roots].map(renderLicence));
  return [...new Set(texts)].toSorted().join(`\n${rule}\n\n`);
}

function findPackageRoot(moduleId: string): string | undefined {
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1];
}

async function renderLicence(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  const { name, version, license } = v.parse(packageSchema, JSON.parse(text));
  const names = await readdir(folder);
  const file = names.toSorted().find((entry) => /^(licen[sc]e|copying)/i.test(entry));
  if (file === undefined)
    throw new Error(`${name} ${version} has no licence file (${license ?? 'no licence'})`);
  const licence = await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license ?? 'see below'})\n\n${licence.replaceAll('\r\n', '\n').trim()}\n`;
}
