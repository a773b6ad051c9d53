import { checkJson } from '../../base/schema.ts';
import type { Checked } from '../../base/schema.ts';
import { parseSeverity } from '../findings/index.ts';
import { trivySchema } from './schema.ts';
import type { TrivyDocument } from './schema.ts';
import type { InstalledPackage, ItemSeverity, ReportItem, TrivyView } from './types.ts';

type Result = NonNullable<TrivyDocument['Results']>[number];
type Package = NonNullable<Result['Packages']>[number];

/** Reads Trivy's JSON for showing it and for the SBOM; builds of 2023 and of 2026 give the same view. */
export function viewTrivy(text: string): Checked<TrivyView> {
  const checked = checkJson(trivySchema, text);
  if (!checked.ok) return checked;
  const { Metadata, Results, Trivy } = checked.value;
  const results = Results ?? [];
  return {
    ok: true,
    value: {
      imageId: Metadata?.ImageID ?? undefined,
      scannerVersion: Trivy?.Version ?? undefined,
      os: toSystem(Metadata?.OS),
      packages: results.flatMap(listPackages),
      items: results.flatMap(listItems),
    },
  };
}

function toSystem(os: NonNullable<TrivyDocument['Metadata']>['OS']): TrivyView['os'] {
  return os?.Family ? { family: os.Family, name: os.Name ?? '' } : undefined;
}

function listItems(result: Result): readonly ReportItem[] {
  return [
    ...listVulnerabilities(result),
    ...listSecrets(result),
    ...listMisconfigurations(result),
    ...listLicences(result),
  ];
}

function listPackages(result: Result): readonly InstalledPackage[] {
  const kind = { type: result.Type ?? '', class: result.Class === 'os-pkgs' ? 'os' : 'library' } as const;
  return (result.Packages ?? []).map((item) => ({
    ...kind,
    ...toOrigin(item),
    name: item.Name,
    version: renderVersion(item.Epoch, item.Version, item.Release),
    purl: item.Identifier?.PURL ?? undefined,
    sourceName: item.SrcName ?? undefined,
    sourceVersion: renderVersion(item.SrcEpoch, item.SrcVersion, item.SrcRelease) || undefined,
    licences: item.Licenses ?? [],
  }));
}

function toOrigin({ FilePath, Layer }: Package): Pick<InstalledPackage, 'filePath' | 'diffId'> {
  return { filePath: FilePath ?? undefined, diffId: Layer?.DiffID ?? undefined };
}

function renderVersion(
  epoch: Package['Epoch'],
  version: Package['Version'],
  release: Package['Release'],
): string {
  const text = [version, release].filter(Boolean).join('-');
  return epoch ? `${epoch}:${text}` : text;
}

function listVulnerabilities({ Target, Vulnerabilities }: Result): readonly ReportItem[] {
  return (Vulnerabilities ?? []).map((item) => ({
    kind: 'vulnerability',
    id: item.VulnerabilityID,
    severity: toSeverity(item.Severity),
    title: item.Title ?? '',
    packageName: item.PkgName,
    installedVersion: item.InstalledVersion ?? undefined,
    fixedVersion: item.FixedVersion || undefined,
    purl: item.PkgIdentifier?.PURL ?? undefined,
    path: item.PkgPath || Target,
    line: undefined,
    diffId: item.Layer?.DiffID ?? undefined,
    url: item.PrimaryURL ?? undefined,
  }));
}

const noPackage = {
  packageName: undefined,
  installedVersion: undefined,
  fixedVersion: undefined,
  purl: undefined,
};

function listSecrets({ Target, Secrets }: Result): readonly ReportItem[] {
  return (Secrets ?? []).map((item) => ({
    ...noPackage,
    kind: 'secret',
    id: item.RuleID,
    severity: toSeverity(item.Severity),
    title: item.Title ?? '',
    path: Target,
    line: item.StartLine ?? undefined,
    diffId: item.Layer?.DiffID ?? undefined,
    url: undefined,
  }));
}

function listMisconfigurations({ Target, Misconfigurations }: Result): readonly ReportItem[] {
  const failed = (Misconfigurations ?? []).filter(({ Status }) => Status !== 'PASS');
  return failed.map((item) => ({
    ...noPackage,
    kind: 'misconfiguration',
    id: item.AVDID || item.ID,
    severity: toSeverity(item.Severity),
    title: item.Title ?? '',
    ...{ path: Target, line: undefined, diffId: undefined },
    url: item.PrimaryURL ?? undefined,
  }));
}

function listLicences({ Target, Licenses }: Result): readonly ReportItem[] {
  return (Licenses ?? []).map((item) => ({
    ...noPackage,
    kind: 'licence',
    id: item.Name,
    severity: toSeverity(item.Severity),
    title: `licence ${item.Name}`,
    packageName: item.PkgName || undefined,
    path: item.FilePath || Target,
    ...{ line: undefined, diffId: undefined },
    url: item.Link || undefined,
  }));
}

function toSeverity(text: string | null | undefined): ItemSeverity {
  const severity = parseSeverity(text);
  return severity === 'negligible' ? 'low' : severity;
}
