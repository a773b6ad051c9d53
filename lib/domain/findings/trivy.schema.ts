import * as v from 'valibot';
import { id, items, line, name, text, texts } from './fields.schema.ts';

/** The frame of a Trivy report, SchemaVersion 2; its findings are read one by one. */
export const trivyReportSchema = v.object({
  CreatedAt: text,
  ArtifactName: text,
  Trivy: v.nullish(v.object({ Version: text })),
  Metadata: v.nullish(
    v.object({
      OS: v.nullish(v.object({ Family: text, Name: text, EOSL: v.nullish(v.boolean()) })),
      ImageID: text,
      RepoDigests: texts,
    }),
  ),
  Results: items,
});

/** One target of a Trivy report. */
export const trivyResultSchema = v.object({
  Target: v.string(),
  Class: text,
  Type: text,
  Packages: items,
  Vulnerabilities: items,
  Misconfigurations: items,
  Secrets: items,
  Licenses: items,
  ExperimentalModifiedFindings: items,
  ModifiedFindings: items,
});

/** A package of a Trivy report. */
export const trivyPackageSchema = v.object({
  Name: v.string(),
  Version: text,
  Release: text,
  Identifier: v.nullish(v.object({ PURL: text })),
});

/** A vulnerability of a Trivy report. */
export const trivyVulnerabilitySchema = v.object({
  VulnerabilityID: id,
  VendorIDs: texts,
  PkgName: name,
  PkgPath: text,
  PkgRef: text,
  PkgIdentifier: v.nullish(v.object({ PURL: text })),
  InstalledVersion: text,
  FixedVersion: text,
  Status: text,
  Severity: text,
  SeveritySource: text,
  Title: text,
  PublishedDate: text,
});

/** A failed or passed check of a Trivy report. */
export const trivyMisconfigurationSchema = v.object({
  ID: id,
  AVDID: text,
  Title: text,
  Severity: text,
  Status: text,
  CauseMetadata: v.nullish(v.object({ StartLine: line })),
});

/** A secret that Trivy found; what it matched is not read. */
export const trivySecretSchema = v.object({ RuleID: id, Severity: text, Title: text, StartLine: line });

/** A licence of a Trivy report. */
export const trivyLicenceSchema = v.object({ Name: id, PkgName: text, FilePath: text, Severity: text });

/** Something that Trivy's own ignore file or VEX took out. */
export const trivyModifiedSchema = v.object({ Type: v.string(), Finding: v.unknown() });
