import { compareItems, selectShown } from '../../../lib/domain/report/index.ts';
import type { LayerLines, ReportItem } from '../../../lib/domain/report/index.ts';
import { buildAnnotations } from './annotate.ts';
import type { Annotation, ShownDockerfile } from './annotate.ts';
import type { ScanFacts } from './files.ts';
import type { Inputs } from './inputs.ts';
import type { ScannedPlatform } from './platforms.ts';

/** What people are shown of the findings; the report has all of them. */
export interface Shown {
  readonly sarif: Pick<ScanFacts, 'select' | 'linesOf' | 'dockerfile'>;
  readonly annotations: { readonly annotations: readonly Annotation[]; readonly more: number };
}

/** Chooses what SARIF and annotations show, worst first, each on the line of the Dockerfile that brought it. */
export function showFindings(
  platforms: readonly ScannedPlatform[],
  inputs: Pick<Inputs, 'severity' | 'ignoreUnfixed' | 'limitSeveritiesForSarif' | 'maxAnnotations'>,
  dockerfile: ShownDockerfile | undefined,
): Shown {
  const filter = { severities: inputs.severity, isUnfixedIgnored: inputs.ignoreUnfixed };
  const select = ({ view }: ScannedPlatform): readonly ReportItem[] => selectShown(view?.items ?? [], filter);
  const all = ({ view }: ScannedPlatform): readonly ReportItem[] =>
    (view?.items ?? []).toSorted(compareItems);
  const linesOf = ({ config }: ScannedPlatform): LayerLines => dockerfile?.linesOf(config) ?? new Map();
  const found = platforms.flatMap((platform) =>
    select(platform).map((item) => ({ item, lines: linesOf(platform) })),
  );
  found.sort((a, b) => compareItems(a.item, b.item));
  const path = dockerfile?.path;
  return {
    sarif: { select: inputs.limitSeveritiesForSarif ? select : all, linesOf, dockerfile: path },
    annotations: buildAnnotations(found, { dockerfile: path, max: inputs.maxAnnotations }),
  };
}
