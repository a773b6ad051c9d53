const instructions = ['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]'];

/**
 * Whether a commit message asks for no run of push and pull_request workflows.
 * https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs
 */
export function isSkipped(event: string, message: string): boolean {
  if (event !== 'push' && event !== 'pull_request') return false;
  const text = message.toLowerCase();
  return instructions.some((each) => text.includes(each)) || /\n\n\s*\n?skip-checks:\s*true\s*$/.test(text);
}
