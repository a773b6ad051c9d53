import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BlobPath, SasPermission } from './types.ts';

/** The service version that the SAS is written in; fixes the fields of the string to sign. */
const signedVersion = '2023-11-03';

/** The account of a SAS: its name stands in the host and in the signed resource. */
export interface SasAccount {
  readonly name: string;
  readonly host: string;
  /** Base64. */
  readonly key: string;
}

export interface SasGrant {
  readonly permissions: readonly SasPermission[];
  readonly startsAt: number;
  readonly expiresAt: number;
}

/** Why a SAS is refused, in the words of the storage service's error codes. */
export type SasProblem = 'missing' | 'signature' | 'expired' | 'permission';

/** A blob's URL with a service SAS (learn.microsoft.com, "Create a service SAS", version 2020-12-06 and later). */
export function buildSasUrl(account: SasAccount, path: BlobPath, grant: SasGrant): string {
  const query = new URLSearchParams({
    sv: signedVersion,
    st: toSasTime(grant.startsAt),
    se: toSasTime(grant.expiresAt),
    sr: 'b',
    sp: grant.permissions.join(''),
    spr: 'https',
  });
  query.set('sig', sign(account, path, query));
  const name = path.name.split('/').map(encodeURIComponent).join('/');
  return `https://${account.host}/${path.container}/${name}?${query.toString()}`;
}

/** Checks a request's SAS: signature, validity at `now`, and that it allows one of `needed`. */
export function findSasProblem(
  account: SasAccount,
  path: BlobPath,
  query: URLSearchParams,
  check: { readonly now: number; readonly needed: readonly SasPermission[] },
): SasProblem | undefined {
  const signature = query.get('sig');
  if (signature === null) return 'missing';
  if (!isSame(signature, sign(account, path, query))) return 'signature';
  const [start, end] = [query.get('st'), query.get('se')];
  if (end === null || Date.parse(end) <= check.now) return 'expired';
  // The service allows for skewed clocks: a start in the future is refused only beyond a few minutes.
  if (start !== null && Date.parse(start) > check.now + 5 * 60_000) return 'expired';
  const granted = query.get('sp') ?? '';
  return check.needed.some((letter) => granted.includes(letter)) ? undefined : 'permission';
}

function sign(account: SasAccount, path: BlobPath, query: URLSearchParams): string {
  const field = (name: string): string => query.get(name) ?? '';
  const stringToSign = [
    ...['sp', 'st', 'se'].map(field),
    `/blob/${account.name}/${path.container}/${path.name}`,
    ...['si', 'sip', 'spr', 'sv', 'sr'].map(field),
    '', // snapshot time
    ...['ses', 'rscc', 'rscd', 'rsce', 'rscl', 'rsct'].map(field),
  ].join('\n');
  return createHmac('sha256', Buffer.from(account.key, 'base64')).update(stringToSign).digest('base64');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function toSasTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
