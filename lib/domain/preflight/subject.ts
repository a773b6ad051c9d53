import type { Claims } from './claims.ts';

/** The form of a subject, and whether it names the workflow file. */
export interface SubjectForm {
  /** `old`: names alone; `immutable`: names with ids; `other`: customised without `repo`. */
  readonly form: 'old' | 'immutable' | 'other';
  readonly namesWorkflow: boolean;
}

/**
 * What kind of subject a token has. Since 15 July 2026 new repositories have ids in theirs:
 * https://docs.github.com/actions/reference/security/oidc
 */
export function classifySubject({ sub, repository, job_workflow_ref: workflow }: Claims): SubjectForm {
  const [owner = '', name = ''] = repository.split('/');
  const immutable = new RegExp(`^repo:${escape(owner)}@\\d+/${escape(name)}@\\d+:`, 'i');
  const old = new RegExp(`^repo:${escape(owner)}/${escape(name)}:`, 'i');
  const form = immutable.test(sub) ? 'immutable' : old.test(sub) ? 'old' : 'other';
  // Colons inside a value are written as %3A.
  const part = `job_workflow_ref:${workflow.replaceAll(':', '%3A')}`;
  return { form, namesWorkflow: `:${sub}:`.includes(`:${part}:`) };
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
