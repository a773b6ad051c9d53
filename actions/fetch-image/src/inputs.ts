import { defineInputs, defineOutputs, integer, path, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { registryIdNotation } from '../../../lib/domain/image/index.ts';
import { requestedImageNotation } from '../../../lib/domain/promotion/index.ts';
import { databaseNotation, defaultDatabase } from '../../../lib/domain/scanning/index.ts';

/** What the action does, in one sentence. */
export const description =
  'Pull an image of quarantine and the vulnerability database into one folder, for a scan without any identity.';

/** The inputs of fetch-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the identity that reads quarantine.', required: true }),
  'client-id': text({ description: 'Client id of the identity that reads quarantine.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the registry that holds the image and the database.',
    required: true,
    ...registryIdNotation,
  }),
  image: text({
    description:
      'The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the fetch.',
    required: true,
    ...requestedImageNotation,
  }),
  database: text({
    description: 'Trivy’s vulnerability database in the same registry; it is resolved to a digest once.',
    default: defaultDatabase,
    ...databaseNotation,
  }),
  'output-folder': path({
    description:
      'Folder in the workspace that is made to hold the image and the database and nothing else. A folder with files of others is refused.',
    default: 'lazaret-fetch',
  }),
  'max-size': integer({
    description: 'How many megabytes image and database may have together.',
    default: '16000',
    min: 1,
    max: 1_000_000,
  }),
});

/** The outputs of fetch-image. */
export const outputs = defineOutputs({
  folder: { description: 'The folder, to be handed over as one workflow artifact.' },
  image: { description: 'The image as `<registry>/<repository>@sha256:…`; input `image` of scan-image.' },
  database: {
    description: 'The database as `<repository>@sha256:…`; input `database` of scan-image.',
  },
  bytes: { description: 'How many bytes the blobs in the folder have.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;
