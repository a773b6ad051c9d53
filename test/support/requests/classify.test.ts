import { describe, expect, it } from '@jest/globals';
import type { RequestEntry } from '../../../simulator/gateway/index.ts';
import { classifyRequests, countSignIns, findRepeatedChallenges } from './classify.ts';

const live = 'lazaretlive.azurecr.io';

function entries(...lines: readonly string[]): readonly RequestEntry[] {
  return lines.map((line, index) => {
    const [method = '', address = '', status = ''] = line.split(' ');
    const url = new URL(`https://${address}`);
    return {
      ...{ n: index + 1, at: '', method, host: url.host, path: url.pathname, query: url.search.slice(1) },
      ...{ status: Number(status), durationMs: 0, bytesIn: 0, bytesOut: 0 },
    };
  });
}

function purposes(...lines: readonly string[]): readonly string[] {
  return classifyRequests(entries(...lines)).map(({ purpose }) => purpose);
}

describe('classifyRequests', () => {
  const tag = `${live}/acr/v1/app/_tags/v1`;

  it.each([
    ['the same read twice', [`GET ${tag} 200`, `GET ${tag} 200`], 'repeated'],
    ['the same write twice', [`PATCH ${tag} 200`, `PATCH ${tag} 200`], 'repeated'],
    ['a challenge', [`GET ${tag} 401`, `GET ${tag} 200`], 'after the challenge'],
    ['a throttled request', [`GET ${tag} 429`, `GET ${tag} 200`], 'retry'],
    [
      'a read around a write',
      [`GET ${tag} 200`, `PATCH ${tag} 200`, `GET ${tag} 200`],
      'read back after a change',
    ],
    ['a read around a refused write', [`GET ${tag} 200`, `PATCH ${tag} 403`, `GET ${tag} 200`], 'repeated'],
    [
      'a read around an import',
      [
        `GET ${tag} 404`,
        'POST management.azure.com/x/registries/lazaretlive/importImage 202',
        `GET ${tag} 200`,
      ],
      'read back after a change',
    ],
    [
      'a read around an import into another registry',
      [
        `GET ${tag} 404`,
        'POST management.azure.com/x/registries/lazaretquarantine/importImage 202',
        `GET ${tag} 200`,
      ],
      'repeated',
    ],
    ['another query', [`GET ${tag}?n=1 200`, `GET ${tag}?n=2 200`], 'first'],
  ])('judges %s', (_, lines, expected) => {
    expect(purposes(...lines).at(-1)).toBe(expected);
  });

  it('knows a last look by the write that follows', () => {
    expect(purposes(`GET ${tag} 200`, `GET ${tag} 200`, `PATCH ${tag} 200`)).toEqual([
      'first',
      'last look before a change',
      'first',
    ]);
  });
});

describe('findRepeatedChallenges', () => {
  it('counts by host, repository and access', () => {
    const first = [
      `HEAD ${live}/v2/app/manifests/a 401`,
      `PUT ${live}/v2/app/manifests/a 401`,
      `HEAD ${live}/v2/b/manifests/a 401`,
    ];
    expect(findRepeatedChallenges(entries(...first))).toEqual([]);
    expect(
      findRepeatedChallenges(entries(...first, `GET ${live}/v2/app/blobs/x 401`)).map(({ n }) => n),
    ).toEqual([4]);
  });
});

describe('countSignIns', () => {
  it('counts assertions and exchanges apart', () => {
    const lines = [
      'GET x.actions.githubusercontent.com/1//idtoken/a 200',
      'POST login.microsoftonline.com/t/oauth2/v2.0/token 200',
    ];
    expect(countSignIns(entries(...lines, lines[0] ?? ''))).toEqual({ assertions: 2, exchanges: 1 });
  });
});
