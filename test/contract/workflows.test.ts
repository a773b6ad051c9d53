import { describe, expect, it } from '@jest/globals';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { renderFiles } from '../../scripts/workflows/render-files.ts';
import { renderPage } from '../../scripts/workflows/render-page.ts';
import { listFiles, readProjectFile, root } from '../support/repository.ts';

const present = listFiles(/^(examples\/adopter\/)?\.github\/workflows\/[^/]+\.ya?ml$/);

describe('.github/workflows', () => {
  it('is what its sources give (npm run workflows)', async () => {
    const wanted = await renderFiles(root);
    expect(present).toEqual(wanted.map(({ path }) => path).sort());
    expect(present.map(readProjectFile)).toEqual(
      [...wanted].sort((one, other) => (one.path < other.path ? -1 : 1)).map(({ content }) => content),
    );
  });

  it('is described by a page that is current, too', async () => {
    const { path, content } = await renderPage(root);
    expect(readProjectFile(path)).toBe(content);
  });

  it.each(present)('is read by GitHub’s own parser without an error: %s', (name) => {
    const content = readProjectFile(name);
    const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    expect(value).toBeDefined();
  });
});
