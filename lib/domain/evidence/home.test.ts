import { describe, expect, it } from '@jest/globals';
import { findHome } from './home.ts';

const images = [{ repository: 'workload/app' }, { repository: 'workload/web' }, { repository: 'other/web' }];

describe('findHome', () => {
  it.each([
    ['workload/app', 'workload/app'],
    ['upstream/docker.io/library/node', 'upstream/docker.io/library/node'],
    ['pr/workload/app', 'workload/app'],
    ['pr/app', 'workload/app'],
    ['pr/web', 'web'],
    ['pr/unknown/app', 'unknown/app'],
    ['practice/app', 'practice/app'],
  ])('takes %s for %s', (repository, home) => {
    expect(findHome(repository, images)).toBe(home);
  });
});
