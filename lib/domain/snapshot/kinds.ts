import { parseEpss, parseKev } from '../gate/index.ts';

/** What is known of one kind of snapshot: whose it is, and how it lies in a registry. */
export interface SnapshotKind {
  readonly name: SnapshotName;
  readonly artifactType: string;
  readonly layerType: string;
  /** Name of the file. */
  readonly title: string;
  /** Where it is published. */
  readonly source: string;
  /** The time that the file itself says it is of, or what is wrong with it. */
  readDate(text: string): { readonly date: number } | { readonly problem: string };
}

export type SnapshotName = 'kev' | 'epss';

/** A file of more is not kept; CISA's has about 1.5 MB, the scores about 10 MB. */
export const maxSnapshotBytes = 64 * 1024 * 1024;

/** The snapshots that the gate looks things up in. */
export const snapshotKinds: Readonly<Record<SnapshotName, SnapshotKind>> = {
  /** https://www.cisa.gov/known-exploited-vulnerabilities-catalog */
  kev: {
    name: 'kev',
    artifactType: 'application/vnd.lazaret.kev.v1',
    layerType: 'application/json',
    title: 'known_exploited_vulnerabilities.json',
    source: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
    readDate: (text) => toDate(parseKev(text)),
  },
  /** https://www.first.org/epss/data_stats */
  epss: {
    name: 'epss',
    artifactType: 'application/vnd.lazaret.epss.v1',
    layerType: 'text/csv',
    title: 'epss_scores.csv',
    source: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
    readDate: (text) => toDate(parseEpss(text)),
  },
};

type Parsed =
  | { readonly ok: true; readonly value: { readonly date: number } }
  | { readonly ok: false; readonly detail: string };

function toDate(parsed: Parsed): { readonly date: number } | { readonly problem: string } {
  if (!parsed.ok) return { problem: parsed.detail };
  const { date } = parsed.value;
  return Number.isFinite(date) ? { date } : { problem: 'it does not say when it was made' };
}
