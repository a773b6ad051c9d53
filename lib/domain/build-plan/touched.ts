/** Which folders and files a change touched, by path; asking is as cheap for thousands of images as for one. */
export interface Touched {
  /** A changed file that is the path or lies under it. */
  find(path: string): string | undefined;
}

/** Indexes changed files by every folder above them. */
export function indexChanges(files: readonly string[]): Touched {
  const first = new Map<string, string>();
  const note = (path: string, file: string): void => {
    if (!first.has(path)) first.set(path, file);
  };
  for (const file of files) {
    note('.', file);
    for (let end = file.indexOf('/'); end !== -1; end = file.indexOf('/', end + 1)) {
      note(file.slice(0, end), file);
    }
    note(file, file);
  }
  return { find: (path) => first.get(path) };
}
