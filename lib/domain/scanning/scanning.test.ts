import { describe, expect, it } from '@jest/globals';
import { computeDigest, pinImage } from '../image/index.ts';
import { judgeAge, parseDatabase } from './index.ts';

const digest = computeDigest('database');
const hour = 3_600_000;

describe('parseDatabase', () => {
  it.each([
    ['tools/trivy-db', { repository: 'tools/trivy-db', tag: '2', digest: undefined }],
    ['tools/trivy-db:3', { repository: 'tools/trivy-db', tag: '3', digest: undefined }],
    [`tools/trivy-db@${digest}`, { repository: 'tools/trivy-db', tag: undefined, digest }],
    [`tools/trivy-db:2@${digest}`, { repository: 'tools/trivy-db', tag: '2', digest }],
  ])('reads %s', (text, place) => {
    expect(parseDatabase(text)).toEqual(place);
  });

  it.each([
    ['a digest that is none', 'tools/trivy-db@sha256:abc', 'IMAGE_DIGEST_INVALID'],
    ['no repository', ':2', 'IMAGE_REFERENCE_INVALID'],
    ['a tag that is none', 'tools/trivy-db:a b', 'IMAGE_REFERENCE_INVALID'],
  ])('refuses %s', (_, text, code) => {
    expect(() => parseDatabase(text)).toThrow(expect.objectContaining({ code }));
  });
});

describe('judgeAge', () => {
  const image = pinImage({ registry: 'q.azurecr.io', repository: 'tools/trivy-db' }, digest);
  const judge = (age: number) =>
    judgeAge({ image, updatedAt: 100 * hour }, 100 * hour + age, 48 * hour).map(({ code }) => code);

  it.each([
    ['fresh', 0, []],
    ['as old as may be', 48 * hour, []],
    ['older', 48 * hour + 1, ['SCAN_DATABASE_STALE']],
    ['ahead by the skew of clocks', -300_000, []],
    ['from the future', -300_001, ['SCAN_DATABASE_FUTURE']],
  ])('of a database that is %s', (_, age, codes) => {
    expect(judge(age)).toEqual(codes);
  });
});
