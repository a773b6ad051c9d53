import type { BuiltImage } from '../builder/index.ts';
import { BuildFailure } from '../builder/index.ts';
import type { RegistryStore } from '../registry/types.ts';
import type { RunAccess } from './access.ts';
import type { OutputImage } from './types.ts';

interface ImageName {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/** `repository[:tag]` of a request's `imageNames`, with or without the registry's own host; `{{.Run.ID}}` is the run's id. */
export function parseImageName(name: string, loginServer: string, runId: string): ImageName {
  const text = name.replace(/\{\{\s*\.Run\.ID\s*\}\}/g, runId);
  const own = text.startsWith(`${loginServer}/`) ? text.slice(loginServer.length + 1) : text;
  const colon = own.lastIndexOf(':');
  const [repository, tag] = colon === -1 ? [own, 'latest'] : [own.slice(0, colon), own.slice(colon + 1)];
  return { registry: loginServer, repository, tag };
}

/** Pushes a built image as the Docker of an agent does: layers, config, then the manifest under its tag. */
export async function pushImage(
  to: { readonly store: RegistryStore; readonly access: RunAccess; readonly print: (line: string) => void },
  image: ImageName,
  built: BuiltImage,
): Promise<OutputImage> {
  to.print(`The push refers to repository [${image.registry}/${image.repository}]`);
  const answer = to.access.may(image.registry, image.repository, 'push');
  for (const layer of built.layers) to.print(`${layer.diffId.slice(7, 19)}: Preparing`);
  if (answer !== 'allowed') {
    throw new BuildFailure(
      'unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.',
    );
  }
  for (const layer of built.layers) {
    const word = to.store.hasBlob(image.repository, layer.digest) ? 'Layer already exists' : 'Pushed';
    to.store.addBlob(image.repository, layer.digest);
    to.print(`${layer.diffId.slice(7, 19)}: ${word}`);
  }
  to.store.addBlob(image.repository, built.configDigest);
  const { bytes, mediaType } = built.manifest;
  const put = await to.store.putManifest(image.repository, { bytes, mediaType, tag: image.tag });
  if (!put.ok) throw new BuildFailure(`${put.code.toLowerCase().replaceAll('_', ' ')}: ${put.message}`);
  to.print(`${image.tag}: digest: ${put.digest} size: ${bytes.byteLength}`);
  return { ...image, digest: put.digest };
}
