import type { AlpinePackage } from './apk.ts';

/** The base of Alpine 3.22. */
export const alpineBase: readonly AlpinePackage[] = [
  ['alpine-baselayout', '3.7.0-r0', 'alpine-baselayout', 'GPL-2.0-only'],
  ['alpine-baselayout-data', '3.7.0-r0', 'alpine-baselayout', 'GPL-2.0-only'],
  ['alpine-keys', '2.5-r0', 'alpine-keys', 'MIT'],
  ['alpine-release', '3.22.1-r0', 'alpine-base', 'MIT'],
  ['apk-tools', '2.14.9-r2', 'apk-tools', 'GPL-2.0-only'],
  ['busybox', '1.37.0-r18', 'busybox', 'GPL-2.0-only'],
  ['busybox-binsh', '1.37.0-r18', 'busybox', 'GPL-2.0-only'],
  ['ca-certificates-bundle', '20250619-r0', 'ca-certificates', 'MPL-2.0 AND MIT'],
  ['libcrypto3', '3.5.1-r0', 'openssl', 'Apache-2.0'],
  ['libssl3', '3.5.1-r0', 'openssl', 'Apache-2.0'],
  ['musl', '1.2.5-r10', 'musl', 'MIT'],
  ['musl-utils', '1.2.5-r10', 'musl', 'MIT AND BSD-2-Clause AND GPL-2.0-or-later'],
  ['scanelf', '1.3.8-r1', 'pax-utils', 'GPL-2.0-only'],
  ['ssl_client', '1.37.0-r18', 'busybox', 'GPL-2.0-only'],
  ['zlib', '1.3.1-r2', 'zlib', 'Zlib'],
];
