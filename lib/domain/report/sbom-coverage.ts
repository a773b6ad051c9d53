import * as v from 'valibot';
import { checkShape } from '../../base/schema.ts';
import { parsePurl } from '../findings/index.ts';
import type { TrivyView } from './types.ts';

// What `buildCyclonedx` writes of a package; a component elsewhere does not count.
const sbomSchema = v.object({
  components: v.array(
    v.object({ name: v.string(), version: v.optional(v.string()), purl: v.optional(v.string()) }),
  ),
});

interface Named {
  readonly name: string;
  readonly version?: string | undefined;
  readonly purl?: string | undefined;
}

const maxShown = 3;

/**
 * Why an SBOM does not go with a report: a package that the report lists, or has a vulnerability in, and the SBOM does
 * not hold. Whoever scans that SBOM later would not see it.
 */
export function explainUncovered(view: TrivyView, sbom: unknown): string | undefined {
  const checked = checkShape(sbomSchema, sbom);
  const components = checked.ok ? checked.value.components : [];
  const held = new Set(components.flatMap((each) => [nameOf(each), keyOf(each)]));
  const lacking = [...view.packages, ...listVulnerable(view)].filter((each) => !held.has(keyOf(each)));
  const names = [...new Set(lacking.map(nameOf))];
  if (names.length === 0) return undefined;
  const more = names.length > maxShown ? ` and ${names.length - maxShown} more` : '';
  return `its SBOM lacks ${names.slice(0, maxShown).join(', ')}${more}`;
}

function listVulnerable({ items }: TrivyView): readonly Named[] {
  return items.flatMap(({ kind, packageName, installedVersion, purl }) =>
    kind === 'vulnerability' && packageName !== undefined
      ? [{ name: packageName, version: installedVersion, purl }]
      : [],
  );
}

// The package URL tells packages of the same name apart; reports of 2023 have none.
function keyOf({ purl, ...named }: Named): string {
  const parsed = purl === undefined ? undefined : parsePurl(purl);
  return parsed === undefined ? nameOf(named) : `${parsed.base}@${parsed.version ?? ''}`;
}

function nameOf({ name, version }: Named): string {
  return `${name}@${version ?? ''}`;
}
