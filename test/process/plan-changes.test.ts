import { describe, expect, it } from '@jest/globals';
import { createRepository } from '../../actions/plan-changes/test/repository.ts';
import { redact, startBundle } from './harness/start-bundle.ts';

const config = `version: 1
images:
  - { name: api, folder: app/api, repository: app/api, platform: linux/amd64 }
  - { name: web, folder: app/web, repository: app/web }
`;

describe('plan-changes', () => {
  it('reads the event, compares, and writes outputs that a matrix can use', async () => {
    const repository = await createRepository();
    const [api, web] = ['app/api/Dockerfile', 'app/web/Dockerfile'];
    const before = await repository.commit({ 'lazaret.yaml': config, [api]: 'FROM x', [web]: 'FROM x' });
    const head = await repository.commit({ [api]: 'FROM y' });
    const result = await startBundle('plan-changes', {
      workspace: repository.folder,
      job: { event: 'push', eventPayload: { before, after: head, forced: false } },
    });
    expect([result.exitCode, result.outputs['base'], result.outputs['head']]).toEqual([0, before, head]);
    expect(JSON.parse(result.outputs['images'] ?? '')).toEqual([
      {
        name: 'api',
        folder: 'app/api',
        dockerfile: 'Dockerfile',
        repository: 'app/api',
        platform: 'linux/amd64',
        cause: 'folder',
      },
    ]);
    expect(redact(result.summary).replaceAll(before, '<commit>')).toMatchSnapshot();
  });

  it('fails with file, line and column of what is wrong', async () => {
    const repository = await createRepository();
    await repository.commit({ 'lazaret.yaml': `${config}more: 1\n` });
    const result = await startBundle('plan-changes', { workspace: repository.folder });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message.slice(0, 14))).toEqual(['CONFIG_INVALID']);
    expect(result.annotations[0]?.message).toContain('lazaret.yaml:5:1: more is no known key');
  });

  it('fails where there is no repository', async () => {
    const result = await startBundle('plan-changes');
    expect(result.annotations.map(({ message }) => message.slice(0, 20))).toEqual(['GIT_CHECKOUT_MISSING']);
  });
});
