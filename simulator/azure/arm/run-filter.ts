import type { RenderedRun } from './render-run.ts';
import { ArmFault } from './types.ts';

/** Properties that runs can be filtered by (`RunFilter`, 2025-03-01-preview); times compare as text of one form. */
const fields: Readonly<Record<string, (run: RenderedRun) => string>> = {
  runid: (run) => run.properties.runId,
  runtype: (run) => run.properties.runType,
  status: (run) => run.properties.status,
  agentpoolname: (run) => run.properties.agentPoolName ?? '',
  isarchiveenabled: (run) => String(run.properties.isArchiveEnabled),
  createtime: (run) => run.properties.createTime,
  finishtime: (run) => run.properties.finishTime ?? '',
  taskname: () => '',
};

/** The test that a `$filter` of runs stands for: clauses joined by `and`; throws ARM's 400. */
export function parseRunFilter(filter: string | null): (run: RenderedRun) => boolean {
  const clauses = (filter ?? '').split(/\s+and\s+/i).filter((clause) => clause.trim() !== '');
  const tests = clauses.map(parseClause);
  return (run) => tests.every((test) => test(run));
}

function parseClause(clause: string): (run: RenderedRun) => boolean {
  const match = /^\(?\s*(\w+)\s+(eq|ne|ge|le|gt|lt)\s+'?([^']*?)'?\s*\)?$/i.exec(clause.trim());
  const read = fields[(match?.[1] ?? '').toLowerCase()];
  if (match === null || read === undefined) {
    throw new ArmFault(400, 'BadRequest', `The $filter query option '${clause}' is not valid.`);
  }
  const operator = (match[2] ?? '').toLowerCase();
  const value = (match[3] ?? '').toLowerCase();
  return (run) => compare(operator, read(run).toLowerCase(), value);
}

function compare(operator: string, left: string, right: string): boolean {
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === '') return false;
  if (operator === 'ge') return left >= right;
  if (operator === 'le') return left <= right;
  return operator === 'gt' ? left > right : left < right;
}
