import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { renderWorkflow } from '../../workflows-src/render/render-workflow.ts';
import type { Generated } from '../docs/generated.ts';
import { listWorkflows, workflowsFolder } from './list-workflows.ts';

/** Every workflow file as its source gives it. */
export async function renderFiles(root: string): Promise<readonly Generated[]> {
  const workflows = await listWorkflows(root);
  return Promise.all(
    workflows.map(async ({ source, workflow }) => {
      const path = `${workflowsFolder}/${workflow.file}`;
      const filepath = join(root, path);
      const options = await resolveConfig(filepath);
      return { path, content: await format(renderWorkflow(workflow, source), { ...options, filepath }) };
    }),
  );
}
