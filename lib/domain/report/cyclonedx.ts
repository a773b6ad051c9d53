import { buildPurl } from '../findings/index.ts';
import type { InstalledPackage, TrivyView } from './types.ts';

/** The image that an SBOM is about. */
export interface SbomSubject {
  /** `registry/repository`. */
  readonly name: string;
  /** Digest of the platform manifest. */
  readonly digest: string;
  /** Digest of the configuration. */
  readonly imageId: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly scannerVersion: string;
}

// Trivy reads these back when it scans an SBOM: https://trivy.dev/latest/docs/supply-chain/sbom/
const prefix = 'aquasecurity:trivy:';
const rootRef = 'image';
const systemRef = 'operating-system';

/** A CycloneDX 1.5 document of everything that is installed, which scanners find the same vulnerabilities in. */
export function buildCyclonedx(view: TrivyView, subject: SbomSubject): object {
  const packages = withReferences(view);
  const ofSystem = packages.filter(({ item }) => item.class === 'os');
  const others = packages.filter(({ item }) => item.class !== 'os');
  const hasSystem = view.os !== undefined;
  const direct = [
    ...(hasSystem ? [systemRef] : ofSystem.map(({ ref }) => ref)),
    ...others.map(({ ref }) => ref),
  ];
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
    metadata: {
      timestamp: subject.createdAt,
      // The older of the two forms that 1.5 allows: builds of 2023 refuse the other.
      tools: [{ vendor: 'aquasecurity', name: 'trivy', version: subject.scannerVersion }],
      component: {
        ...{ 'bom-ref': rootRef, type: 'container', name: subject.name, version: subject.digest },
        hashes: [{ alg: 'SHA-256', content: subject.digest.replace(/^sha256:/, '') }],
        properties: toProperties({ ImageID: subject.imageId, SchemaVersion: '2' }),
      },
    },
    components: [
      ...buildSystem(view),
      ...packages.map(({ item, ref, purl }) => buildComponent(item, ref, purl)),
    ],
    dependencies: [
      { ref: rootRef, dependsOn: direct },
      ...(hasSystem ? [{ ref: systemRef, dependsOn: ofSystem.map(({ ref }) => ref) }] : []),
      ...packages.map(({ ref }) => ({ ref, dependsOn: [] })),
    ],
  };
}

interface Referenced {
  readonly item: InstalledPackage;
  readonly ref: string;
  readonly purl: string | undefined;
}

// The same package can lie in several places; its reference must be one of a kind.
function withReferences(view: TrivyView): readonly Referenced[] {
  const seen = new Map<string, number>();
  return view.packages.map((item) => {
    const purl = item.purl ?? completePurl(item, view);
    const base = purl ?? `${item.type}/${item.name}@${item.version}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return { item, purl, ref: count === 1 ? base : `${base}#${count}` };
  });
}

// Reports of 2023 have no package URLs; distribution and epoch stand in qualifiers (purl-spec, types deb, apk, rpm).
function completePurl(item: InstalledPackage, view: TrivyView): string | undefined {
  const purl = buildPurl(item.type, item.name, item.version);
  if (purl === undefined || item.class !== 'os' || view.os === undefined) return purl;
  const epoch = /^(\d+):/.exec(item.version)?.[1];
  const distro = `distro=${encodeURIComponent(`${view.os.family}-${view.os.name}`)}`;
  return `${purl}?${distro}${epoch === undefined ? '' : `&epoch=${epoch}`}`;
}

function buildSystem({ os }: TrivyView): readonly object[] {
  if (os === undefined) return [];
  const properties = toProperties({ Class: 'os-pkgs', Type: os.family });
  return [{ 'bom-ref': systemRef, type: 'operating-system', name: os.family, version: os.name, properties }];
}

function buildComponent(item: InstalledPackage, ref: string, purl: string | undefined): object {
  const source = splitVersion(item.sourceVersion);
  const isSystem = item.class === 'os';
  return {
    ...{ 'bom-ref': ref, type: 'library', name: item.name, version: item.version },
    ...(purl === undefined ? {} : { purl }),
    ...(item.licences.length === 0 ? {} : { licenses: item.licences.map((name) => ({ license: { name } })) }),
    properties: toProperties({
      PkgID: `${item.name}@${item.version}`,
      PkgType: item.type,
      FilePath: item.filePath,
      LayerDiffID: item.diffId,
      SrcName: isSystem ? item.sourceName : undefined,
      SrcVersion: isSystem ? source.version : undefined,
      SrcRelease: isSystem ? source.release : undefined,
      SrcEpoch: isSystem ? source.epoch : undefined,
    }),
  };
}

// Debian Policy 5.6.12: [epoch:]upstream[-revision]; the revision is what stands after the last hyphen.
function splitVersion(text: string | undefined) {
  const [, epoch, version, release] = /^(?:(\d+):)?(.*?)(?:-([^-]*))?$/s.exec(text ?? '') ?? [];
  return { epoch, version: version === '' ? undefined : version, release };
}

function toProperties(values: Readonly<Record<string, string | undefined>>) {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name: `${prefix}${name}`, value }],
  );
}
