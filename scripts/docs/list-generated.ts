import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { findErrorCode } from '../../lib/base/error-code.ts';
import { ConfigFile, configFileName } from '../../lib/domain/config/index.ts';
import { policySchema } from '../../lib/domain/gate/index.ts';
import { LockFile, lockFileName } from '../../lib/domain/image-lock/index.ts';
import { listActions } from '../build/entries.ts';
import { fill } from '../new-action/write.ts';
import type { ActionSource } from './action-source.ts';
import { readActionSource } from './action-source.ts';
import { renderActionBlock } from './action-yaml.ts';
import { renderAssumptionsPage } from './assumptions-page.ts';
import { renderBinding } from './binding.ts';
import { renderErrorsPage } from './errors-page.ts';
import { replaceBlock } from './generated.ts';
import type { Generated } from './generated.ts';
import { renderIdentitiesBlock } from './identities-block.ts';
import { toJsonSchema } from './json-schema.ts';
import { renderReadmeBlock } from './readme-tables.ts';
import { renderSchemaTable } from './schema-table.ts';

/** Everything that `npm run docs` writes, as it should be; actions are found by folder. */
export async function listGenerated(root: string): Promise<readonly Generated[]> {
  const actions = await Promise.all(listActions(root).map((name) => listOfAction(root, name)));
  const pages = [
    { path: 'docs/errors.md', content: renderErrorsPage() },
    { path: 'docs/assumptions.md', content: renderAssumptionsPage() },
    { path: 'gate.schema.json', content: JSON.stringify(toJsonSchema(policySchema, 'gate.yaml')) },
    { path: 'lazaret.schema.json', content: JSON.stringify(toJsonSchema(ConfigFile, configFileName)) },
    { path: 'images.lock.schema.json', content: JSON.stringify(toJsonSchema(LockFile, lockFileName)) },
  ];
  const filled = await Promise.all([
    fillPage(root, 'docs/adoption.md', ['identities', renderIdentitiesBlock()]),
    fillPage(root, 'docs/configuration.md', [
      'keys',
      renderSchemaTable(toJsonSchema(ConfigFile, configFileName)),
    ]),
  ]);
  return Promise.all([...actions.flat(), ...pages, ...filled].map((file) => prettify(root, file)));
}

async function fillPage(
  root: string,
  path: string,
  [name, block]: readonly [name: string, block: string],
): Promise<Generated> {
  return { path, content: replaceBlock(await readFile(join(root, path), 'utf8'), name, block) };
}

async function listOfAction(root: string, name: string): Promise<readonly Generated[]> {
  const source = await readActionSource(root, name);
  const [manifest, readme] = [`actions/${name}/action.yml`, `actions/${name}/README.md`];
  const yaml = await readOrTemplate(root, manifest, source);
  const markdown = await readOrTemplate(root, readme, source);
  return [
    { path: manifest, content: replaceBlock(yaml, 'generated', renderActionBlock(source)) },
    { path: readme, content: replaceBlock(markdown, 'generated', renderReadmeBlock(source)) },
    { path: `workflows-src/bindings/${name}.ts`, content: renderBinding(source) },
  ];
}

// An action that has only its declaration yet starts from the template of npm run new-action.
async function readOrTemplate(root: string, path: string, action: ActionSource): Promise<string> {
  try {
    return await readFile(join(root, path), 'utf8');
  } catch (error) {
    if (findErrorCode(error) !== 'ENOENT') throw error;
    const template = join(root, 'scripts/new-action/template', `${basename(path)}.template`);
    return fill(await readFile(template, 'utf8'), action);
  }
}

async function prettify(root: string, { path, content }: Generated): Promise<Generated> {
  const filepath = join(root, path);
  const options = await resolveConfig(filepath);
  return { path, content: await format(content, { ...options, filepath }) };
}
