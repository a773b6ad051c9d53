/** The repository that holds these workflows. A copy of the suite writes its own name here, in zizmor.yml and in gate.yaml. */
export const suiteRepository = 'contoso/lazaret';

/** Its protected branch, which the federated subjects name. */
export const defaultBranch = 'main';

/** The runner groups that the callers of this repository and the inputs' defaults name. */
export const runnerGroups = { build: 'quarantine-build', promote: 'management-agents' } as const;

/** Where pull requests of forks may run, too. */
export const hostedRunner = 'ubuntu-latest';
