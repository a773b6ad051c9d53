import { beforeEach, describe, expect, it } from '@jest/globals';
import { everything, name, useGithub } from '../testing/bench.ts';
import type { Call } from '../testing/bench.ts';

const { github, call } = useGithub();
const reader = { 'pull-requests': 'read', contents: 'read' } as const;
const [owner, repo] = name.split('/');

beforeEach(async () => {
  const { hub } = github();
  const author = 'workload-developer';
  await hub.commit(name, { branch: 'main', message: 'First', author, files: { a: '1\n' } });
  for (const branch of ['one', 'two', 'three']) {
    await hub.commit(name, { branch, message: branch, author, files: { [branch]: '1\n' } });
    await hub.openPullRequest(name, { author, branch, title: branch });
  }
});

async function ask(query: string, order: Call = {}, variables: object = {}): Promise<unknown> {
  return (await call('/graphql', { method: 'POST', body: { query, variables }, ...order })).body;
}

function inRepository(fields: string): string {
  return `{ repository(owner: "${owner}", name: "${repo}") { ${fields} } }`;
}

function type(value: string): object {
  return { errors: [{ type: value }] };
}

describe('GraphQL', () => {
  it('pages by cursors, and counts without a boundary', async () => {
    const query = (page: string) =>
      inRepository(`pullRequests(${page}) { totalCount nodes { title } pageInfo { hasNextPage endCursor } }`);
    const first = await ask(query('first: 2'));
    expect(first).toMatchObject({
      data: {
        repository: {
          pullRequests: {
            totalCount: 3,
            nodes: [{ title: 'one' }, { title: 'two' }],
            pageInfo: { hasNextPage: true },
          },
        },
      },
    });
    const cursor = /"endCursor":"([^"]+)"/.exec(JSON.stringify(first))?.[1] ?? '';
    expect(await ask(query(`first: 2, after: "${cursor}"`))).toMatchObject({
      data: {
        repository: { pullRequests: { nodes: [{ title: 'three' }], pageInfo: { hasNextPage: false } } },
      },
    });
    expect(await ask(query('last: 1'))).toMatchObject({
      data: { repository: { pullRequests: { nodes: [{ title: 'three' }] } } },
    });
    expect(await ask(inRepository('pullRequests { totalCount }'))).toEqual({
      data: { repository: { pullRequests: { totalCount: 3 } } },
    });
    expect(await ask(query('states: OPEN'))).toMatchObject({
      errors: [{ type: 'MISSING_PAGINATION_BOUNDARIES' }, { type: 'MISSING_PAGINATION_BOUNDARIES' }],
    });
    expect(await ask(query('first: 101'))).toMatchObject({
      errors: [{ type: 'EXCESSIVE_PAGINATION' }, { type: 'EXCESSIVE_PAGINATION' }],
    });
  });

  it('tells neither what the token may not see nor what is not there', async () => {
    const pulls = inRepository('pullRequest(number: 1) { title }');
    expect(await ask(pulls, { permissions: { contents: 'read' } })).toMatchObject(type('FORBIDDEN'));
    expect(await ask(inRepository('pullRequest(number: 9) { title }'))).toMatchObject(type('NOT_FOUND'));
    const absent = '{ repository(owner: "contoso", name: "absent") { name } }';
    expect(await ask(absent)).toMatchObject({ data: { repository: null }, ...type('NOT_FOUND') });
    await github().hub.createRepository({ fullName: 'contoso/other', collaborators: {} });
    expect(await ask(absent.replace('absent', 'other'))).toMatchObject(type('NOT_FOUND'));
  });

  it('names a field that it does not have, in GitHub’s words', async () => {
    expect(await ask('{ viewer { login, stars } }')).toMatchObject({
      errors: [
        {
          message: "Field 'stars' doesn't exist on type 'User'",
          extensions: { code: 'undefinedField', typeName: 'User', fieldName: 'stars' },
        },
      ],
    });
    expect(await ask('{ viewer {')).toMatchObject({ errors: [{ message: expect.any(String) }] });
  });

  it('reviews and merges as REST does: by its rules, permissions and people', async () => {
    const found = JSON.stringify(await ask(inRepository('pullRequest(number: 1) { id }')));
    const input = { pullRequestId: /"id":"([^"]+)"/.exec(found)?.[1] ?? '' };
    const merge =
      'mutation ($input: MergePullRequestInput!) { mergePullRequest(input: $input) { pullRequest { state } } }';
    const review =
      'mutation ($input: AddPullRequestReviewInput!) { addPullRequestReview(input: $input) { pullRequestReview { state } } }';
    const by = (login: string, permissions: Call['permissions'] = everything): Call => ({
      login,
      permissions,
    });
    const approve = { input: { ...input, event: 'APPROVE' } };
    expect(await ask(merge, by('second-approver'), { input })).toMatchObject(type('UNPROCESSABLE'));
    expect(await ask(review, by('second-approver', reader), approve)).toMatchObject(type('FORBIDDEN'));
    expect(await ask(review, by('workload-developer'), approve)).toMatchObject(type('UNPROCESSABLE'));
    expect(await ask(review, by('second-approver'), approve)).toEqual({
      data: { addPullRequestReview: { pullRequestReview: { state: 'APPROVED' } } },
    });
    expect(await ask(merge, by('second-approver', reader), { input })).toMatchObject(type('FORBIDDEN'));
    expect(await ask(merge, by('second-approver'), { input })).toEqual({
      data: { mergePullRequest: { pullRequest: { state: 'MERGED' } } },
    });
    const gone = { input: { pullRequestId: 'PR_absent' } };
    expect(await ask(merge, by('second-approver'), gone)).toMatchObject(type('NOT_FOUND'));
  });
});
