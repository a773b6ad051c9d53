import * as v from 'valibot';

const maxIdCharacters = 512;
const maxNameCharacters = 4096;

// An absent text and an empty one say the same in every format here.
const text = v.nullish(v.string(), '');
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(maxIdCharacters));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(maxNameCharacters));
const texts = v.nullish(v.array(v.string()), []);
const items = v.nullish(v.array(v.unknown()));
const line = v.nullish(v.number());

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

/** The frame of a SARIF 2.1.0 log. */
export const sarifLogSchema = v.object({ version: v.literal('2.1.0'), runs: v.array(v.unknown()) });

const sarifProperties = v.nullish(v.record(v.string(), v.unknown()));

/** A rule of a SARIF tool component. */
export const sarifRuleSchema = v.object({
  id: v.string(),
  name: text,
  shortDescription: v.nullish(v.object({ text })),
  defaultConfiguration: v.nullish(v.object({ level: text })),
  properties: sarifProperties,
});

/** A run of a SARIF log; its results are read one by one. */
export const sarifRunSchema = v.object({
  tool: v.object({
    driver: v.object({ name, version: text, semanticVersion: text, rules: items }),
    extensions: v.nullish(v.array(v.object({ rules: items }))),
  }),
  invocations: v.nullish(
    v.array(v.object({ executionSuccessful: v.nullish(v.boolean()), endTimeUtc: text })),
  ),
  properties: sarifProperties,
  results: items,
});

const sarifLocation = v.object({
  physicalLocation: v.nullish(
    v.object({
      artifactLocation: v.nullish(v.object({ uri: text })),
      region: v.nullish(v.object({ startLine: line })),
    }),
  ),
});

/** A result of a SARIF run. */
export const sarifResultSchema = v.object({
  ruleId: text,
  ruleIndex: line,
  rule: v.nullish(v.object({ id: text, index: line, toolComponent: v.nullish(v.looseObject({})) })),
  level: text,
  kind: text,
  baselineState: text,
  message: v.nullish(v.object({ text })),
  locations: v.nullish(v.array(sarifLocation)),
  properties: sarifProperties,
});

/** The frame of a CycloneDX document. */
export const cyclonedxSchema = v.object({
  specVersion: v.string(),
  metadata: v.nullish(
    v.object({ timestamp: text, tools: v.optional(v.unknown()), component: v.nullish(v.unknown()) }),
  ),
  components: items,
  vulnerabilities: items,
});

/** A component of a CycloneDX document. */
export const cyclonedxComponentSchema = v.object({
  'bom-ref': text,
  type: text,
  name: v.string(),
  version: text,
  purl: text,
  components: items,
  properties: v.nullish(v.array(v.object({ name: text, value: text }))),
});

/** A vulnerability of a CycloneDX document. */
export const cyclonedxVulnerabilitySchema = v.object({
  id,
  description: text,
  published: text,
  recommendation: text,
  references: v.nullish(v.array(v.object({ id: text })), []),
  ratings: v.nullish(
    v.array(
      v.object({
        severity: text,
        score: v.nullish(v.number()),
        method: text,
        source: v.nullish(v.object({ name: text })),
      }),
    ),
  ),
  affects: v.nullish(v.array(v.object({ ref: v.string() })), []),
});

/** A tool as CycloneDX 1.4 (a list) and 1.5 (an object with components) name it. */
export const cyclonedxToolsSchema = v.union([
  v.array(v.object({ name: text, version: text })),
  v.pipe(
    v.object({ components: v.nullish(v.array(v.object({ name: text, version: text })), []) }),
    v.transform(({ components }) => components),
  ),
]);

/** The frame of a Grype report. */
export const grypeReportSchema = v.object({
  matches: v.array(v.unknown()),
  ignoredMatches: items,
  source: v.nullish(v.object({ type: text, target: v.optional(v.unknown()) })),
  distro: v.nullish(v.object({ name: text, version: text })),
  descriptor: v.object({
    name: v.string(),
    version: text,
    timestamp: text,
    db: v.nullish(v.object({ built: text, status: v.nullish(v.object({ built: text })) })),
  }),
});

/** What Grype says of the image that it scanned. */
export const grypeTargetSchema = v.object({
  userInput: text,
  imageID: text,
  manifestDigest: text,
  repoDigests: texts,
});

/** A match of a Grype report. */
export const grypeMatchSchema = v.object({
  vulnerability: v.object({
    id,
    severity: text,
    namespace: text,
    description: text,
    fix: v.nullish(
      v.object({
        versions: texts,
        state: text,
        available: v.nullish(v.array(v.object({ version: text, date: text })), []),
      }),
    ),
  }),
  relatedVulnerabilities: v.nullish(v.array(v.object({ id: text })), []),
  artifact: v.object({
    name,
    version: text,
    type: text,
    purl: text,
    locations: v.nullish(v.array(v.object({ path: text })), []),
  }),
});
