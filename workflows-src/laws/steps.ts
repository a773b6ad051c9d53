import type { Law, StepView, WorkflowView } from './types.ts';
import { listSteps } from './uses.ts';

/** Laws about scripts and about how they are written. */
export const stepLaws: readonly Law[] = [
  {
    id: 'no-expression-in-run',
    why: 'GitHub pastes the value into the program before the shell reads it.',
    judge: scripts((run) => (run.includes('${{') ? 'holds an expression; pass it by env' : undefined)),
  },
  {
    id: 'no-environment-file',
    why: 'What is written there changes every later step, among them those that can sign in.',
    judge: scripts((run) =>
      /\bGITHUB_(ENV|PATH)\b/.test(run) ? 'writes GITHUB_ENV or GITHUB_PATH' : undefined,
    ),
  },
  {
    id: 'no-piped-shell',
    why: 'A script that a server answers is a dependency that nobody pinned.',
    judge: scripts((run) => (/\|\s*(sudo\s+)?(ba|z|da)?sh\b/.test(run) ? 'pipes into a shell' : undefined)),
  },
  {
    id: 'no-install-scripts',
    why: 'Packages run what they like when they are installed.',
    judge: scripts((run) =>
      /\bnpm (ci|install|i)\b(?![^\n]*--ignore-scripts)/.test(run)
        ? 'installs without --ignore-scripts'
        : undefined,
    ),
  },
  {
    id: 'shell',
    why: 'The default shell does not stop at the first failure in a pipe.',
    judge: (workflow) =>
      listSteps(workflow)
        .filter(({ run, interpreter }) => run !== undefined && interpreter !== 'bash')
        .map(({ place }) => ({ place, message: 'needs shell: bash' })),
  },
  {
    id: 'names',
    why: 'What fails is read by people.',
    judge: ({ jobs, ...workflow }) => [
      ...jobs
        .filter(({ name }) => name === undefined)
        .map(({ place }) => ({ place, message: 'has no name' })),
      ...listSteps({ jobs, ...workflow })
        .filter(({ name }) => name === undefined)
        .map(({ place }) => ({ place, message: 'has no name' })),
    ],
  },
  {
    id: 'no-continue-on-error',
    why: 'A check that may fail is no check.',
    judge: ({ jobs, ...workflow }) => [
      ...listSteps({ jobs, ...workflow })
        .filter(({ continues }) => continues)
        .map(({ place }) => ({ place, message: 'continues on error' })),
      ...jobs
        .filter(({ raw }) => raw['continue-on-error'] !== undefined && raw['continue-on-error'] !== false)
        .map(({ place }) => ({ place, message: 'continues on error' })),
    ],
  },
];

function scripts(findProblem: (run: string, step: StepView) => string | undefined): Law['judge'] {
  return (workflow: WorkflowView) =>
    listSteps(workflow).flatMap((step) => {
      const message = step.run === undefined ? undefined : findProblem(step.run, step);
      return message === undefined ? [] : [{ place: [...step.place, 'run'], message }];
    });
}
