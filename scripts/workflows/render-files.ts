import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { renderWorkflow } from '../../workflows-src/render/render-workflow.ts';
import type { Generated } from '../docs/generated.ts';
import { adopterWorkflows } from '../../workflows-src/examples.ts';
import { examplesFolder, listWorkflows, workflowsFolder } from './list-workflows.ts';

/** Every workflow file as its source gives it. */
export async function renderFiles(root: string): Promise<readonly Generated[]> {
  const own = (await listWorkflows(root)).map(({ source, workflow }) => ({
    path: `${workflowsFolder}/${workflow.file}`,
    content: renderWorkflow(workflow, `Written by npm run workflows from ${source}; change that.`),
  }));
  const examples = adopterWorkflows.map((workflow) => ({
    path: `${examplesFolder}/${workflow.file}`,
    content: renderWorkflow(workflow, exampleOrigin),
  }));
  return Promise.all([...own, ...examples].map((file) => prettify(root, file)));
}

const exampleOrigin =
  'An example, written from the suite’s own caller: copy it, and put the commit and the version of a release in place\nof both.';

async function prettify(root: string, { path, content }: Generated): Promise<Generated> {
  const filepath = join(root, path);
  const options = await resolveConfig(filepath);
  return { path, content: await format(content, { ...options, filepath }) };
}
