import type { Advisory, Severity } from './types.ts';

type Row = readonly [
  id: string,
  origin: string,
  fixed: string,
  severity: Severity,
  published: string,
  title: string,
];

/** Alpine 3.22, from https://secdb.alpinelinux.org/v3.22/: origin and the version that carries the fix. */
const rows: readonly Row[] = [
  [
    'CVE-2025-9230',
    'openssl',
    '3.5.4-r0',
    'HIGH',
    '2025-09-30',
    'out-of-bounds access in RFC 3211 unwrapping',
  ],
  [
    'CVE-2025-9231',
    'openssl',
    '3.5.4-r0',
    'MEDIUM',
    '2025-09-30',
    'timing side channel in SM2 on 64 bit ARM',
  ],
  ['CVE-2025-9232', 'openssl', '3.5.4-r0', 'MEDIUM', '2025-09-30', 'out-of-bounds read in no_proxy handling'],
  ['CVE-2025-26519', 'musl', '1.2.5-r9', 'HIGH', '2025-02-14', 'out-of-bounds write in iconv'],
  ['CVE-2025-32414', 'libxml2', '2.13.8-r0', 'HIGH', '2025-04-08', 'out-of-bounds access in the Python API'],
  ['CVE-2025-32415', 'libxml2', '2.13.8-r0', 'HIGH', '2025-04-17', 'heap under-read in schema validation'],
];

export const alpineAdvisories: readonly Advisory[] = rows.map(
  ([id, origin, fixedVersion, severity, published, title]) => ({
    ...{ id, system: 'alpine 3.22', package: origin, severity, title: `${origin}: ${title}` },
    published: `${published}T00:00:00Z`,
    fix: { fixedVersion },
  }),
);
