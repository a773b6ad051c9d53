import { describe, expect, it } from '@jest/globals';
import { live, quarantine, repository } from '../../../simulator/estate/index.ts';
import type { RunHandle, RunReport } from '../../../simulator/runner/index.ts';
import { carry } from '../../support/world/callers.ts';
import { pushImage } from '../../support/world/images.ts';
import { findJob, reached, readCodes, useWorkflows } from '../../support/world/workflows.ts';

const world = useWorkflows({ '.github/workflows/carry.yml': carry });
const { fullName } = repository;

function review(handle: RunHandle, state: 'approved' | 'rejected'): void {
  const answer = { environment: 'promote', login: 'release-approver', comment: state, state } as const;
  world().simulation.github.hub.review(fullName, handle.id, answer);
}

async function carryImage(name: string, image: string): Promise<RunHandle> {
  const baseline = await world().tip();
  return world().start('carry.yml', { name, image, baseline });
}

function hasArrived(handle: RunHandle): boolean {
  const found = handle.report().jobs.find(({ jobId }) => jobId === 'promote');
  return found !== undefined && found.status !== 'queued';
}

/** Gives the approval that a run waits for, and lets it end. */
async function approve(handle: RunHandle): Promise<RunReport> {
  await reached(handle);
  review(handle, 'approved');
  return handle.done;
}

function digestOf(image: string): string {
  return image.split('@')[1] ?? '';
}

describe('two promotions of one image', () => {
  it('take turns; both end well, the second finds it present', async () => {
    const image = await world().pushPassed('twice');
    const first = await carryImage('twice', image);
    await reached(first);
    const second = await carryImage('twice', image);
    // A job is queued for a moment before its concurrency is looked at.
    while (!hasArrived(second)) await new Promise((resolve) => setTimeout(resolve, 20));
    // Concurrency holds the second before its environment, so nobody is asked for it yet.
    expect([findJob(second.report(), 'promote').status, second.waiting()]).toEqual(['pending', []]);
    expect((await approve(first)).conclusion).toBe('success');
    expect((await approve(second)).conclusion).toBe('success');
    const [one, two] = [first, second].map((handle) => findJob(handle.report(), 'promote'));
    expect(two?.startedAt).toBeGreaterThanOrEqual(one?.completedAt ?? Infinity);
    expect([one, two].map((job) => job?.steps.at(1)?.outputs['status'])).toEqual(['promoted', 'present']);
    expect(world().liveTags('twice')).toEqual([`v1 ${digestOf(image)}`]);
  }, 240_000);

  it('take turns under two names, too: what counts is where they go', async () => {
    const image = await world().pushPassed('renamed');
    const first = await carryImage('renamed', image);
    await reached(first);
    const second = await carryImage('another-name', image);
    while (!hasArrived(second)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect([findJob(second.report(), 'promote').status, second.waiting()]).toEqual(['pending', []]);
    for (const handle of [second, first]) {
      handle.cancel();
      await handle.done;
    }
    expect(world().liveTags('renamed')).toEqual([]);
  }, 240_000);

  it('of two images do not wait for each other', async () => {
    const [left, right] = [await world().pushPassed('left'), await world().pushPassed('right')];
    const handles = [await carryImage('left', left), await carryImage('right', right)];
    await Promise.all(handles.map((handle) => reached(handle)));
    expect(handles.map((handle) => handle.waiting())).toEqual([['promote'], ['promote']]);
    for (const handle of handles) handle.cancel();
    const ends = await Promise.all(handles.map(({ done }) => done));
    expect(ends.map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'cancelled']);
    expect([...world().liveTags('left'), ...world().liveTags('right')]).toEqual([]);
  }, 240_000);
});

describe('another attempt of a promotion', () => {
  it('of the failed jobs carries what the page was written for, wherever the tag is now', async () => {
    const image = await world().pushPassed('moved');
    const handle = await carryImage('moved', `workload/moved:candidate@${digestOf(image)}`);
    await reached(handle);
    const { hub } = world().simulation.github;
    hub.setEnvironment(fullName, 'promote', { canAdminsBypass: true });
    review(handle, 'approved');
    const first = await handle.done;
    hub.setEnvironment(fullName, 'promote', { canAdminsBypass: false });
    expect([first.conclusion, findJob(first, 'page').conclusion]).toEqual(['failure', 'success']);
    const other = await pushImage(world().simulation, {
      ...{ repository: 'workload/moved', tag: 'candidate', text: 'something else' },
    });
    const again = await world().simulation.runner.rerun(handle.id, {
      ...{ actor: 'platform-engineer', failedOnly: true },
    });
    const second = await approve(again);
    expect([second.id, second.attempt, second.conclusion]).toEqual([first.id, 2, 'success']);
    expect(findJob(second, 'page').attempt).toBe(1);
    expect(findJob(second, 'promote').outputs['digest']).toBe(digestOf(image));
    expect(world().liveTags('moved')).toEqual([`v1 ${digestOf(image)}`]);
    expect(other).not.toBe(digestOf(image));
  }, 240_000);

  it('as a whole writes its page anew, and stops when the tag has moved', async () => {
    const image = await world().pushPassed('shifted');
    const handle = await carryImage('shifted', `workload/shifted:candidate@${digestOf(image)}`);
    await reached(handle);
    handle.cancel();
    expect((await handle.done).conclusion).toBe('cancelled');
    await world().pushPassed('shifted', 'something else, which the gate lets pass, too');
    const again = await world().simulation.runner.rerun(handle.id, { actor: 'platform-engineer' });
    const report = await approve(again);
    expect(report.jobs.map(({ jobId, conclusion }) => [jobId, conclusion])).toEqual([
      ['page', 'failure'],
      ['promote', 'skipped'],
    ]);
    expect(readCodes(findJob(report, 'page'))).toEqual(['PROMOTION_TAG_MOVED']);
    expect(world().liveTags('shifted')).toEqual([]);
  }, 240_000);

  it('after a rejection promotes nothing, whoever approves it then', async () => {
    const handle = await carryImage('no', await world().pushPassed('no'));
    await reached(handle);
    review(handle, 'rejected');
    await handle.done;
    const report = await approve(
      await world().simulation.runner.rerun(handle.id, { actor: 'platform-engineer' }),
    );
    expect([report.attempt, readCodes(findJob(report, 'promote'))]).toEqual([2, ['APPROVAL_REJECTED']]);
    expect(world().liveTags('no')).toEqual([]);
  }, 240_000);

  it('asks for a new approval, and one of attempt 1 is not enough for whoever starts attempt 2', async () => {
    const image = await world().pushPassed('again');
    const handle = await carryImage('again', image);
    await reached(handle);
    review(handle, 'rejected');
    await handle.done;
    const order = { actor: 'release-approver', failedOnly: true } as const;
    const again = await world().simulation.runner.rerun(handle.id, order);
    await reached(again);
    expect(() => {
      review(again, 'approved');
    }).toThrow(expect.objectContaining({ status: 422 }));
    again.cancel();
    expect((await again.done).conclusion).toBe('cancelled');
    expect(world().liveTags('again')).toEqual([]);
  }, 240_000);
});

describe('an image that is not pinned', () => {
  it('is refused before anybody is asked: the same run could carry another one later', async () => {
    await world().pushPassed('loose');
    const handle = await carryImage('loose', 'workload/loose:candidate');
    const report = await handle.done;
    expect([report.conclusion, findJob(report, 'promote').conclusion]).toEqual(['failure', 'skipped']);
    expect(readCodes(findJob(report, 'page'))).toEqual(['IMAGE_NOT_PINNED']);
  }, 240_000);
});

describe('an image without a verdict', () => {
  it('is not put before anybody: its page is not written, and nothing is asked of the environment', async () => {
    const digest = await pushImage(world().simulation, {
      ...{ repository: 'workload/raw', tag: 'candidate', text: 'never decided' },
    });
    const image = `${quarantine.loginServer}/workload/raw@${digest}`;
    const handle = await carryImage('raw', image);
    const report = await handle.done;
    expect(report.jobs.map(({ jobId, conclusion }) => [jobId, conclusion])).toEqual([
      ['page', 'failure'],
      ['promote', 'skipped'],
    ]);
    const { outputs, steps } = findJob(report, 'page');
    // The page says why, and no output hands the image on: a job that failed has outputs, but nobody needs them.
    expect(steps.map(({ outcome }) => outcome)).toEqual(['failure']);
    expect(outputs['image']).toBe(image);
    expect(world().simulation.registries.find(live.loginServer)?.tags('workload/raw') ?? []).toEqual([]);
  }, 240_000);
});
