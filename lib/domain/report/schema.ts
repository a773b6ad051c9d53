import * as v from 'valibot';
import { isDigest, parseDigest } from '../image/index.ts';

const text = v.nullish(v.string());
const number = v.nullish(v.number());
const layer = v.nullish(v.object({ DiffID: text }));
const identifier = v.nullish(v.object({ PURL: text }));

const packageSchema = v.object({
  Name: v.string(),
  Identifier: identifier,
  Version: text,
  Release: text,
  Epoch: number,
  SrcName: text,
  SrcVersion: text,
  SrcRelease: text,
  SrcEpoch: number,
  FilePath: text,
  Licenses: v.nullish(v.array(v.string())),
  Layer: layer,
});

const vulnerabilitySchema = v.object({
  VulnerabilityID: v.string(),
  PkgName: v.string(),
  PkgPath: text,
  PkgIdentifier: identifier,
  InstalledVersion: text,
  FixedVersion: text,
  Severity: text,
  Title: text,
  PrimaryURL: text,
  Layer: layer,
});

const secretSchema = v.object({
  RuleID: v.string(),
  Severity: text,
  Title: text,
  StartLine: number,
  Layer: layer,
});

const misconfigurationSchema = v.object({
  ID: v.string(),
  AVDID: text,
  Title: text,
  Severity: text,
  Status: text,
  PrimaryURL: text,
});

const licenceSchema = v.object({
  Name: v.string(),
  Severity: text,
  PkgName: text,
  FilePath: text,
  Link: text,
});

/** Trivy's JSON, SchemaVersion 2: what is shown of it. Everything else is kept as it is. */
export const trivySchema = v.object({
  SchemaVersion: v.literal(2),
  Trivy: v.nullish(v.object({ Version: text })),
  Metadata: v.nullish(v.object({ ImageID: text, OS: v.nullish(v.object({ Family: text, Name: text })) })),
  Results: v.nullish(
    v.array(
      v.object({
        Target: v.string(),
        Class: text,
        Type: text,
        Packages: v.nullish(v.array(packageSchema)),
        Vulnerabilities: v.nullish(v.array(vulnerabilitySchema)),
        Secrets: v.nullish(v.array(secretSchema)),
        Misconfigurations: v.nullish(v.array(misconfigurationSchema)),
        Licenses: v.nullish(v.array(licenceSchema)),
      }),
    ),
  ),
});

export type TrivyDocument = v.InferOutput<typeof trivySchema>;

const digest = v.pipe(v.string(), v.check(isDigest, 'no digest'), v.transform(parseDigest));
const result = v.picklist(['complete', 'indeterminate']);
const reasons = v.array(v.object({ code: v.string(), subject: v.string(), reason: v.string() }));
const time = v.pipe(v.string(), v.isoTimestamp());

const platformSchema = v.object({
  manifest: digest,
  config: digest,
  platform: v.string(),
  result,
  reasons,
  sbom: v.optional(v.object({ file: v.string(), digest })),
  report: v.optional(v.unknown()),
});

/** Our own report; unknown members are refused, because something that is decided on may not be overlooked. */
export const scanReportSchema = v.strictObject({
  kind: v.literal('lazaret-scan'),
  version: v.literal(1),
  image: v.string(),
  digest,
  scanner: v.object({ name: v.literal('trivy'), version: v.string(), sha256: v.string() }),
  scanners: v.array(v.string()),
  database: v.object({ image: v.string(), digest, updatedAt: time }),
  selfTest: v.picklist(['passed', 'failed']),
  startedAt: time,
  finishedAt: time,
  result,
  reasons,
  platforms: v.array(platformSchema),
  notScanned: v.array(digest),
});
