/** The runners of the simulated organisation; all of them are this machine. */
export const runnerPools = [
  pool('quarantine-build', ['self-hosted', 'linux', 'x64', 'quarantine-build'], 'self-hosted'),
  pool('management-agents', ['self-hosted', 'linux', 'x64', 'management-agents'], 'self-hosted'),
  pool('GitHub Actions', ['ubuntu-latest'], 'github-hosted'),
  pool('GitHub Actions', ['ubuntu-24.04'], 'github-hosted'),
] as const;

function pool(group: string, labels: readonly string[], environment: 'self-hosted' | 'github-hosted') {
  return { group, labels, environment, size: 4 };
}
