import type { BuiltImage } from '../builder/index.ts';
import type { RunLog } from './log.ts';
import type { Source } from './source.ts';
import type { OutputImage } from './types.ts';

/** Prints what ACR found that the pushed images depend on, as the last lines of a successful run. */
export function printDependencies(
  log: RunLog,
  on: { readonly built: BuiltImage; readonly source: Source; readonly outputImages: readonly OutputImage[] },
): void {
  log.note('The following dependencies were found:');
  log.note('');
  const [base] = on.built.bases;
  const lines = on.outputImages.flatMap((image) => [
    '- image:',
    ...renderImage(image),
    ...(base === undefined ? [] : ['  runtime-dependency:', ...renderImage(base)]),
    ...renderBuildTime(on.built),
    on.source.commit === undefined ? '  git: {}' : `  git:\n    git-head-revision: ${on.source.commit}`,
  ]);
  log.print(lines.join('\n'));
}

function renderBuildTime(built: BuiltImage): readonly string[] {
  const others = built.bases.slice(1);
  return others.length === 0
    ? []
    : ['  buildtime-dependency:', ...others.flatMap((image) => asItem(renderImage(image)))];
}

function asItem(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? `  - ${line.trim()}` : line));
}

function renderImage(image: {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest: string;
}): readonly string[] {
  const registry = image.registry === 'docker.io' ? 'registry.hub.docker.com' : image.registry;
  const tag = image.tag === undefined ? [] : [`    tag: ${image.tag}`];
  return [
    `    registry: ${registry}`,
    `    repository: ${image.repository}`,
    ...tag,
    `    digest: ${image.digest}`,
  ];
}
