import { UserError } from '../../../lib/base/errors/index.ts';
import { readYamlDocument } from '../../../lib/base/yaml-document.ts';
import type { YamlPath } from '../../../lib/base/yaml-document.ts';
import type { Config, ImageConfig } from '../../../lib/domain/config/index.ts';
import type { Checkout } from '../../../lib/tools/git/index.ts';
import type { HeadSources } from './sources.ts';

const maxProblems = 50;

interface Named {
  readonly path: string;
  /** What is missing and where it is named, in the form `file:line:column: what`. */
  readonly text: string;
}

/** Throws CONFIG_FILES_MISSING with everything that the configuration names and the commit does not have. */
export async function assertFiles(
  checkout: Checkout,
  { head, file, text, config }: HeadSources & { readonly head: string },
): Promise<void> {
  const named = [
    ...config.images.flatMap((image) => listOfImage(image, file)),
    ...listOfConfig(config, file, text),
  ];
  const missing = new Set(await checkout.listMissing(head, [...new Set(named.map(({ path }) => path))]));
  const problems = [
    ...named.filter(({ path }) => missing.has(path)).map(({ text }) => text),
    ...(await listLinked(checkout, head, { config, file })),
  ];
  if (problems.length === 0) return;
  const more = problems.length > maxProblems ? [`and ${problems.length - maxProblems} more`] : [];
  const reason = [...problems.slice(0, maxProblems), ...more].join('; ');
  throw new UserError('CONFIG_FILES_MISSING', { subject: file, reason });
}

// What changes behind a link changes no path that begins with the link's.
async function listLinked(
  checkout: Checkout,
  head: string,
  { config, file }: Pick<HeadSources, 'config' | 'file'>,
): Promise<readonly string[]> {
  const also = config.images.flatMap((image) => image.also);
  const links = new Set(
    await checkout.listLinks(
      head,
      [...new Set(also)].filter((path) => path !== '.'),
    ),
  );
  return config.images.flatMap(({ name, also: own, place }) =>
    own
      .filter((path) => links.has(path))
      .map((path) => {
        const at = `${file}:${place.line}:${place.column}`;
        return `${at}: ${name} names "${path}" under also, which is a symbolic link: name what it points to`;
      }),
  );
}

function listOfImage({ name, folder, dockerfile, also, place }: ImageConfig, file: string): readonly Named[] {
  const at = `${file}:${place.line}:${place.column}`;
  const path = folder === '.' ? dockerfile : `${folder}/${dockerfile}`;
  return [
    { path, text: `${at}: ${name} has no Dockerfile "${path}"` },
    ...also.map((each) => ({
      path: each,
      text: `${at}: ${name} names "${each}" under also, which is not there`,
    })),
  ];
}

function listOfConfig({ lock, vex }: Config, file: string, source: string): readonly Named[] {
  const { locate } = readYamlDocument(source);
  const at = (path: YamlPath): string => {
    const { line, column } = locate(path);
    return `${file}:${line}:${column}`;
  };
  return [
    ...(lock === undefined
      ? []
      : [{ path: lock, text: `${at(['lock'])}: the lock file "${lock}" is not there` }]),
    ...vex.map((path, index) => {
      return { path, text: `${at(['vex', index])}: the VEX document "${path}" is not there` };
    }),
  ];
}
