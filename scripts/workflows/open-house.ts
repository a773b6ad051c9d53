import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asRecord, readSource, viewContract, viewWorkflow } from '../../workflows-src/laws/index.ts';
import type { Contract, House, WorkflowView } from '../../workflows-src/laws/index.ts';
import { thirdPartyInputs } from '../../workflows-src/parts/third-party.ts';
import { pins } from '../../workflows-src/pins.ts';
import { suiteRepository } from '../../workflows-src/suite.ts';
import { listActions } from '../build/entries.ts';
import { workflowsFolder } from './list-workflows.ts';

/** What the laws know of this repository: its workflows, its actions and the pinned actions of others. */
export function openHouse(root: string): House {
  const workflows = readdirSync(join(root, workflowsFolder))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name): [string, WorkflowView] => [name, readWorkflow(root, `${workflowsFolder}/${name}`)]);
  const actions = listActions(root).map((name): [string, Contract] => [
    name,
    viewContract(asRecord(readSource(name, readText(root, `actions/${name}/action.yml`)).content)),
  ]);
  return {
    repository: suiteRepository,
    pins,
    thirdParty: thirdPartyInputs,
    actions: new Map(actions),
    workflows: new Map(workflows),
  };
}

/** A workflow as the laws see it. */
export function readWorkflow(root: string, name: string): WorkflowView {
  return viewWorkflow(readSource(name, readText(root, name)));
}

function readText(root: string, name: string): string {
  return readFileSync(join(root, name), 'utf8');
}
