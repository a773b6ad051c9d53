import { shortenDigest } from '../../lib/domain/image/index.ts';
import type { Compared } from './compare.ts';
import { findNewDigests } from './compare.ts';

/** One line an entry, and what it comes to. */
export function renderComparison(
  compared: readonly Compared[],
  { isCheck }: { readonly isCheck: boolean },
): string {
  const width = Math.max(...compared.map((each) => nameOf(each).length));
  const lines = compared.map((each) => `  ${nameOf(each).padEnd(width)}  ${describe(each)}`);
  const moved = findNewDigests(compared).size;
  const unknown = compared.filter(({ answer }) => answer.kind !== 'found').length;
  const parts = [
    `${compared.length} images`,
    ...(moved > 0
      ? [`${moved} ${isCheck ? 'have moved' : 'refreshed: review the change and commit it'}`]
      : []),
    ...(unknown > 0 ? [`${unknown} could not be found or asked for`] : []),
    ...(moved + unknown === 0 ? ['none has moved'] : []),
  ];
  return `${lines.join('\n')}\n${parts.join(', ')}\n`;
}

function nameOf({ entry: { image } }: Compared): string {
  return `${image.registry}/${image.repository}:${image.tag}`;
}

function describe({ entry, answer }: Compared): string {
  const old = shortenDigest(entry.image.digest);
  switch (answer.kind) {
    case 'found':
      return answer.digest === entry.image.digest
        ? `${old}  unchanged`
        : `${old} → ${shortenDigest(answer.digest)}`;
    case 'absent':
      return `${old}  GONE: upstream has the tag no longer`;
    case 'unknown':
      return `${old}  NOT CHECKED: ${answer.reason}`;
  }
}
