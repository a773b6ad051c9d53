import * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';
import type { DockerfileStep } from '../dockerfile/index.ts';

const configSchema = v.object({
  rootfs: v.object({ diff_ids: v.array(v.string()) }),
  history: v.nullish(
    v.array(v.object({ created_by: v.nullish(v.string()), empty_layer: v.nullish(v.boolean()) })),
  ),
});

/** The line of a Dockerfile that brought each layer, by the digest of its uncompressed content. */
export type LayerLines = ReadonlyMap<string, number>;

/**
 * Tells by an image's history which instruction made which layer. The last entries are the last instructions of the
 * final stage; what was there before comes from the base, which FROM brought. Empty when they do not fit.
 */
export function findLayerLines(config: string, steps: readonly DockerfileStep[]): LayerLines {
  const checked = checkJson(configSchema, config);
  const from = steps.findLast(({ keyword }) => keyword === 'FROM');
  if (!checked.ok || from === undefined) return new Map();
  const history = checked.value.history ?? [];
  const diffIds = checked.value.rootfs.diff_ids;
  if (history.filter((entry) => entry.empty_layer !== true).length !== diffIds.length) return new Map();
  const own = alignSteps(history.map(keywordOf), steps.slice(steps.indexOf(from) + 1));
  if (own === undefined) return new Map();
  const lines = new Map<string, number>();
  let layer = 0;
  for (const [index, entry] of history.entries()) {
    if (entry.empty_layer === true) continue;
    lines.set(diffIds[layer] ?? '', own.get(index) ?? from.line);
    layer += 1;
  }
  return lines;
}

// Both lists from their end; builders leave ARG out of the history or write it, so it may be passed over.
function alignSteps(
  history: readonly string[],
  steps: readonly DockerfileStep[],
): ReadonlyMap<number, number> | undefined {
  const lines = new Map<number, number>();
  let entry = history.length - 1;
  for (const { keyword, line } of steps.toReversed()) {
    if (history[entry] === keyword) {
      lines.set(entry, line);
      entry -= 1;
    } else if (keyword !== 'ARG') return undefined;
  }
  return lines;
}

// `/bin/sh -c #(nop) COPY …` is the classic builder's, `COPY … # buildkit` BuildKit's, `/bin/sh -c npm ci` a RUN of both.
function keywordOf(entry: { readonly created_by?: string | null | undefined }): string {
  const text = (entry.created_by ?? '').trim();
  const plain = /^\/bin\/sh -c #\(nop\)\s+(.*)$/s.exec(text)?.[1] ?? text;
  const word = /^([A-Z]+)\b/.exec(plain)?.[1];
  if (word !== undefined) return word;
  return /^(?:\|\d+ .*)?\/bin\/(?:ba|a)?sh -c /s.test(text) ? 'RUN' : '';
}
