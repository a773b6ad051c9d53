import type { ImageSpec, LayerSpec } from '../layout/types.ts';
import { buildDebian } from './systems.ts';

/** Of 2026-09-08, with the npm and corepack that its changelog names. */
const version = '24.21.0';

/** npm and what it brings, as its own `package.json` files say. */
const npmPackages = [
  ['npm', '11.19.0', 'Artistic-2.0'],
  ['npm/node_modules/semver', '7.8.5', 'ISC'],
  ['npm/node_modules/tar', '7.5.19', 'BlueOak-1.0.0'],
  ['npm/node_modules/minimatch', '10.2.5', 'BlueOak-1.0.0'],
  ['npm/node_modules/glob', '13.0.6', 'BlueOak-1.0.0'],
  ['npm/node_modules/brace-expansion', '5.0.7', 'MIT'],
  ['npm/node_modules/ip-address', '10.2.0', 'MIT'],
  ['corepack', '0.36.0', 'MIT'],
] as const;

/** The base image of the workload. The file `node` is a placeholder: the catalogue's images are read, not run. */
export const nodeImage: ImageSpec = {
  registry: 'docker.io',
  repository: 'library/node',
  tags: ['24-bookworm-slim', `${version}-bookworm-slim`],
  created: '2026-10-20T00:00:00Z',
  reason: 'base image of workload/chain-api',
  config: {
    Env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      `NODE_VERSION=${version}`,
      'YARN_VERSION=1.22.22',
    ],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['node'],
  },
  layers: (architecture) => [buildDebian(architecture), buildRuntime(architecture), buildEntrypoint()],
};

function buildRuntime(architecture: string): LayerSpec {
  return {
    createdBy: `RUN install node ${version} # buildkit`,
    files: [
      {
        path: 'usr/local/bin/node',
        content: `placeholder of the Node.js ${version} executable for linux/${architecture}\n`,
        mode: 0o755,
      },
      ...npmPackages.map(([path, packageVersion, license]) => ({
        path: `usr/local/lib/node_modules/${path}/package.json`,
        content: `${JSON.stringify({ name: path.replace(/^.*\//, ''), version: packageVersion, license }, undefined, 2)}\n`,
      })),
      {
        path: 'opt/yarn-v1.22.22/package.json',
        content: `${JSON.stringify({ name: 'yarn', version: '1.22.22', license: 'BSD-2-Clause' }, undefined, 2)}\n`,
      },
    ],
  };
}

function buildEntrypoint(): LayerSpec {
  const script = '#!/bin/sh\nset -e\n\nexec node "$@"\n';
  return {
    createdBy: 'COPY docker-entrypoint.sh /usr/local/bin/ # buildkit',
    files: [{ path: 'usr/local/bin/docker-entrypoint.sh', content: script, mode: 0o755 }],
  };
}
