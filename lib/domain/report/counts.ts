import { itemSeverities } from './types.ts';
import type { ItemSeverity, ReportItem } from './types.ts';

/** How many items there are of each severity, every severity present. */
export type SeverityCounts = Readonly<Record<ItemSeverity, number>>;

/** What is shown of all that was found; the report itself is never narrowed. */
export interface ShownItems {
  readonly severities: readonly ItemSeverity[];
  readonly isUnfixedIgnored: boolean;
}

export function countSeverities(items: readonly Pick<ReportItem, 'severity'>[]): SeverityCounts {
  const counts = Object.fromEntries(itemSeverities.map((severity) => [severity, 0]));
  for (const { severity } of items) counts[severity] = (counts[severity] ?? 0) + 1;
  return { critical: 0, high: 0, medium: 0, low: 0, unknown: 0, ...counts };
}

/** The items that a person is shown, worst first. */
export function selectShown(items: readonly ReportItem[], shown: ShownItems): readonly ReportItem[] {
  return items
    .filter((item) => shown.severities.includes(item.severity))
    .filter(
      (item) => !shown.isUnfixedIgnored || item.kind !== 'vulnerability' || item.fixedVersion !== undefined,
    )
    .toSorted(compareItems);
}

/** Worst severity first, then by id, package and path, so that equal reports are shown equally. */
export function compareItems(a: ReportItem, b: ReportItem): number {
  const rank = itemSeverities.indexOf(a.severity) - itemSeverities.indexOf(b.severity);
  return rank === 0 ? compareText(keyOf(a), keyOf(b)) : rank;
}

function keyOf(item: ReportItem): string {
  return [item.id, item.packageName, item.installedVersion, item.path, item.line].join('\n');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
