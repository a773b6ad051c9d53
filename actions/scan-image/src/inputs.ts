import {
  defineInputs,
  defineOutputs,
  duration,
  flag,
  integer,
  list,
  path,
  text,
} from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { registryIdNotation } from '../../../lib/domain/image/index.ts';
import { requestedImageNotation } from '../../../lib/domain/promotion/index.ts';
import { databaseNotation, defaultDatabase } from '../../../lib/domain/scanning/index.ts';
import { allowedTrivyNotation } from '../../../lib/tools/trivy/index.ts';
import { parseScanners, parseSeverities } from './words.ts';

/** What the action does, in one sentence. */
export const description = 'Scan every platform of a quarantined image with the Trivy of the runner.';

/** The inputs of scan-image. */
export const inputs = defineInputs({
  layout: path({
    description:
      'The folder that fetch-image wrote, after its hand-over as a workflow artifact. Image and database are taken from it, and the job needs no identity.',
    mustBe: 'folder',
  }),
  'tenant-id': text({
    description: 'Entra tenant of the identity that reads quarantine; required without `layout`.',
  }),
  'client-id': text({
    description: 'Client id of the identity that reads quarantine; required without `layout`.',
  }),
  'quarantine-registry': text({
    description:
      'ARM resource id of the registry that holds the image and the database; required without `layout`.',
    ...registryIdNotation,
  }),
  image: text({
    description:
      'The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the scan.',
    required: true,
    ...requestedImageNotation,
  }),
  'trivy-allowed': list({
    description:
      'The programs that may be run: `<version> <sha256>`, one a line. Trivy is never downloaded, and no other program is started.',
    required: true,
    ...allowedTrivyNotation,
  }),
  'trivy-path': text({
    description: 'File of Trivy on the runner; the first `trivy` of the PATH when absent.',
    form: 'an absolute path',
  }),
  database: text({
    description:
      'Trivy’s vulnerability database in the same registry; it is resolved to a digest once and recorded. With `layout` it has its digest: output `database` of fetch-image.',
    default: defaultDatabase,
    ...databaseNotation,
  }),
  'max-database-age': duration({
    description: 'How long ago the database may have been made; an older one makes the result indeterminate.',
    default: '48h',
    min: '1h',
    max: '30d',
  }),
  scanners: text({
    description: 'What is looked for: `vuln`, `secret`, `misconfig`, `license`, separated by commas.',
    default: 'vuln,secret',
    form: 'words separated by commas',
    parse: parseScanners,
  }),
  severity: text({
    description:
      'Severities that summary and annotations show, separated by commas. The report always holds all.',
    default: 'UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL',
    form: 'severities separated by commas',
    parse: parseSeverities,
  }),
  'ignore-unfixed': flag({
    description:
      'Leave vulnerabilities without a fix out of summary and annotations. The report always holds them.',
  }),
  'limit-severities-for-sarif': flag({
    description: 'Narrow the SARIF file by `severity` and `ignore-unfixed` too.',
  }),
  dockerfile: path({
    description:
      'The Dockerfile that the image was built from; findings are shown on the line that brought them.',
    mustBe: 'file',
  }),
  'max-annotations': integer({
    description: 'How many findings become annotations; GitHub itself shows ten of a kind for a step.',
    default: '10',
    min: 0,
    max: 50,
  }),
  'output-folder': path({
    description:
      'Folder in the workspace for report, SARIF and SBOMs; files of an earlier scan in it are replaced.',
    default: 'lazaret-scan',
  }),
  timeout: duration({
    description: 'How long Trivy may take for one platform.',
    default: '15m',
    min: '1s',
    max: '6h',
  }),
});

/** The outputs of scan-image. */
export const outputs = defineOutputs({
  report: {
    description: 'File with everything as canonical JSON: what was scanned, with what, all findings.',
  },
  'report-digest': {
    description:
      'Digest of that file, and by it of every SBOM; input `report-digest` of gate-image, by the outputs of the job.',
  },
  sarif: { description: 'File with the findings as SARIF 2.1.0, one run a platform.' },
  sbom: { description: 'Folder with a CycloneDX file a platform manifest; the report names each.' },
  result: {
    description: '`complete`, or `indeterminate` when anything about the scan cannot be believed.',
  },
  counts: {
    description:
      'How many findings of each severity, as JSON: `{"critical":0,"high":1,…}`. All, not only those shown.',
  },
  'database-digest': { description: 'Digest of the vulnerability database.' },
  scanner: { description: 'The scanner as `trivy <version> sha256:<hex>`.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;

/** Rules between inputs: what is scanned comes from a registry, or from a folder, and never from either at will. */
export function check(given: Inputs): readonly string[] {
  const ofRegistry = {
    'tenant-id': given.tenantId,
    'client-id': given.clientId,
    'quarantine-registry': given.quarantineRegistry,
  };
  if (given.layout === undefined)
    return Object.entries(ofRegistry).flatMap(([name, value]) =>
      value === undefined ? [`\`${name}\`: is required without \`layout\``] : [],
    );
  const superfluous = Object.entries(ofRegistry).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`\`${name}\`: has no place beside \`layout\`: a scan of a folder signs in nowhere`],
  );
  if (given.database.digest !== undefined) return superfluous;
  return [
    ...superfluous,
    '`database`: needs its digest with `layout`: write output `database` of fetch-image',
  ];
}
