import * as v from 'valibot';
import { renderYamlPath } from '../../base/yaml-document.ts';
import type { YamlDocument, YamlPath, YamlProblem } from '../../base/yaml-document.ts';
import { CodedError } from '../../base/errors/index.ts';
import { parseRepository } from '../image/index.ts';

const text = v.fallback(v.optional(v.string()), undefined);

const looseImage = v.fallback(
  v.looseObject({
    name: text,
    folder: text,
    repository: text,
    also: v.fallback(v.array(v.unknown()), []),
  }),
  { name: undefined, folder: undefined, repository: undefined, also: [] },
);
const looseFile = v.looseObject({ images: v.array(looseImage) });

type Loose = v.InferOutput<typeof looseImage>;

/** Folders of quarantine that are not for builds of the protected branch (docs/adoption.md). */
const foreignFolders = ['pr', 'tools', 'upstream'];

/** What is wrong between images, and with their repositories; entry by entry, whatever else is wrong. */
export function listImageProblems(document: YamlDocument): readonly YamlProblem[] {
  const file = v.safeParse(looseFile, document.value);
  const images = file.success ? file.output.images : [];
  const at = (path: YamlPath, text: string): YamlProblem => ({
    ...document.locate(path),
    text: `${renderYamlPath(path)} ${text}`,
  });
  const lineOf = (path: YamlPath): number => document.locate(path).line;
  return [
    ...images.flatMap(({ repository }, index) =>
      explainRepository(repository).map((reason) => at(['images', index, 'repository'], reason)),
    ),
    ...(['name', 'repository'] as const).flatMap((key) =>
      listRepeats(images.map((image) => image[key])).map(([index, first]) =>
        at(['images', index, key], `repeats line ${lineOf(['images', first, key])}`),
      ),
    ),
    ...listOverlaps(images).map(({ inner, outer, text }) =>
      at(['images', inner, 'folder'], `${text} of line ${lineOf(['images', outer, 'folder'])}`),
    ),
  ];
}

function explainRepository(repository: string | undefined): readonly string[] {
  if (repository === undefined || repository === '') return [];
  const [first] = repository.split('/');
  if (first !== undefined && foreignFolders.includes(first))
    return [`is under \`${first}/\`, where builds of the protected branch do not go`];
  try {
    parseRepository(repository);
    return [];
  } catch (error) {
    if (error instanceof CodedError) return [`cannot be used: ${error.reason}`];
    throw error;
  }
}

// Each repetition with the first of its kind.
function listRepeats(values: readonly (string | undefined)[]): readonly (readonly [number, number])[] {
  const seen = new Map<string, number>();
  return values.flatMap((value, index): (readonly [number, number])[] => {
    if (value === undefined) return [];
    const first = seen.get(value);
    if (first !== undefined) return [[index, first]];
    seen.set(value, index);
    return [];
  });
}

interface Overlap {
  readonly inner: number;
  readonly outer: number;
  readonly text: string;
}

// An outer folder that does not name the inner one would be rebuilt with it by surprise.
function listOverlaps(images: readonly Loose[]): readonly Overlap[] {
  return images.flatMap((image, inner) => {
    const { folder } = image;
    if (folder === undefined) return [];
    return images.flatMap((other, outer): readonly Overlap[] => {
      if (inner === outer || other.folder === undefined || other.also.includes(folder)) return [];
      if (folder === other.folder)
        return inner < outer || image.also.includes(folder)
          ? []
          : [{ inner, outer, text: `is the folder, which neither names under \`also\`,` }];
      if (!isInside(folder, other.folder)) return [];
      return [{ inner, outer, text: `is inside a folder whose image does not name it under \`also\`: that` }];
    });
  });
}

function isInside(inner: string, outer: string): boolean {
  return outer === '.' ? inner !== '.' : inner.startsWith(`${outer}/`);
}
