import { InputProblem } from '../../../lib/action/index.ts';
import { itemSeverities } from '../../../lib/domain/report/index.ts';
import type { ItemSeverity } from '../../../lib/domain/report/index.ts';
import { trivyScanners } from '../../../lib/tools/trivy/index.ts';
import type { TrivyScanner } from '../../../lib/tools/trivy/index.ts';

/** `vuln,secret` → names, each once. */
export function parseScanners(text: string): readonly TrivyScanner[] {
  return parseWords(text.toLowerCase(), trivyScanners);
}

/** `HIGH,CRITICAL` in any case → severities, each once. */
export function parseSeverities(text: string): readonly ItemSeverity[] {
  return parseWords(text.toLowerCase(), itemSeverities);
}

function parseWords<const T extends string>(text: string, known: readonly T[]): readonly T[] {
  const words = text.split(',').map((word) => word.trim());
  const wrong = words.find((word) => !known.some((name) => name === word));
  if (wrong !== undefined) throw new InputProblem(`"${wrong}" is not known`, known.join(', '));
  return known.filter((name) => words.includes(name));
}
