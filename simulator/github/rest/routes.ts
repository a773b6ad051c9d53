import { annotationRoutes } from './annotations.ts';
import { attestationRoutes } from './attestations.ts';
import { branchRoutes } from './branches.ts';
import { checkRoutes } from './checks.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { deploymentRoutes } from './deployments.ts';
import { environmentRoutes } from './environments.ts';
import { issueRoutes } from './issues.ts';
import { pullRoutes } from './pulls.ts';
import { refRoutes } from './refs.ts';
import { releaseRoutes } from './releases.ts';
import { runRoutes } from './runs.ts';
import type { Route } from './types.ts';
import { workflowRoutes } from './workflows.ts';

/** All routes, first match wins. Paths, permissions and models: https://docs.github.com/rest (2022-11-28). */
export const routes: readonly Route[] = [
  ...branchRoutes,
  ...refRoutes,
  ...releaseRoutes,
  ...attestationRoutes,
  ...contentRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...issueRoutes,
  ...annotationRoutes,
  ...checkRoutes,
  ...runRoutes,
  ...workflowRoutes,
  ...deploymentRoutes,
  ...environmentRoutes,
];
