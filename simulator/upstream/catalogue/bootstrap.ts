import type { ImageSpec, LayerSpec } from '../layout/types.ts';
import type { AlpinePackage } from '../packages/apk.ts';
import { buildAlpine, buildDebian, buildDistroless } from './systems.ts';

/** One image by data: where it is, what it stands on, which program it carries. */
interface Entry {
  readonly image: readonly [registry: string, repository: string, tag: string];
  readonly system: 'alpine' | 'debian' | 'distroless';
  readonly program: string;
  readonly created: string;
  readonly reason: string;
  readonly user?: string;
  readonly packages?: readonly AlpinePackage[];
}

const nginxPackages: readonly AlpinePackage[] = [
  ['libmaxminddb-libs', '1.9.1-r0', 'libmaxminddb', 'Apache-2.0'],
  ['libxml2', '2.13.8-r0', 'libxml2', 'MIT'],
  ['pcre2', '10.43-r1', 'pcre2', 'BSD-3-Clause'],
  ['yajl', '2.1.0-r9', 'yajl', 'ISC'],
];

/** What has to be in the cluster's registry before the cluster starts. */
const entries: readonly Entry[] = [
  {
    image: ['docker.io', 'library/busybox', '1.37.0'],
    system: 'distroless',
    program: 'bin/busybox',
    created: '2026-09-26T00:00:00Z',
    reason: 'init containers',
  },
  {
    image: ['docker.io', 'falcosecurity/falco', '0.45.0'],
    system: 'debian',
    program: 'usr/bin/falco',
    created: '2026-09-21T00:00:00Z',
    reason: 'runtime detection on every node',
  },
  {
    image: ['docker.io', 'falcosecurity/falco-driver-loader', '0.45.0'],
    system: 'debian',
    program: 'usr/bin/falcoctl',
    created: '2026-09-21T00:00:00Z',
    reason: 'driver of the runtime detection',
  },
  {
    image: ['docker.io', 'falcosecurity/falcoctl', '0.14.2'],
    system: 'alpine',
    program: 'usr/bin/falcoctl',
    created: '2026-09-21T00:00:00Z',
    reason: 'rules of the runtime detection',
  },
  {
    image: ['ghcr.io', 'kubereboot/kured', '1.23.0'],
    system: 'alpine',
    program: 'usr/bin/kured',
    created: '2026-06-30T00:00:00Z',
    reason: 'reboots nodes after updates',
  },
  {
    image: ['registry.k8s.io', 'ingress-nginx/controller', 'v1.15.1'],
    system: 'alpine',
    program: 'nginx-ingress-controller',
    created: '2026-03-19T00:00:00Z',
    reason: 'ingress of the cluster',
    user: 'www-data',
    packages: nginxPackages,
  },
  {
    image: ['registry.k8s.io', 'ingress-nginx/kube-webhook-certgen', 'v1.6.9'],
    system: 'distroless',
    program: 'kube-webhook-certgen',
    created: '2026-03-19T00:00:00Z',
    reason: 'certificate of the ingress admission webhook',
    user: '65532',
  },
  {
    image: ['mcr.microsoft.com', 'hello-world', 'latest'],
    system: 'distroless',
    program: 'hello',
    created: '2026-01-15T00:00:00Z',
    reason: 'try-out of imports',
  },
];

export const bootstrapImages: readonly ImageSpec[] = entries.map(toSpec);

function toSpec(entry: Entry): ImageSpec {
  const [registry, repository, tag] = entry.image;
  return {
    ...{ registry, repository, tags: [tag], created: entry.created, reason: entry.reason },
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Entrypoint: [`/${entry.program}`],
      ...(entry.user === undefined ? {} : { User: entry.user }),
      Labels: { 'org.opencontainers.image.version': tag },
    },
    layers: (architecture) => [buildSystem(entry, architecture), buildProgram(entry, architecture)],
  };
}

function buildSystem(entry: Entry, architecture: 'amd64' | 'arm64'): LayerSpec {
  switch (entry.system) {
    case 'alpine':
      return buildAlpine(architecture, entry.packages);
    case 'debian':
      return buildDebian(architecture);
    case 'distroless':
      return buildDistroless(architecture);
  }
}

function buildProgram({ program, image }: Entry, architecture: string): LayerSpec {
  const content = `placeholder of ${image[1]} ${image[2]} for linux/${architecture}\n`;
  return { createdBy: `COPY ${program} / # buildkit`, files: [{ path: program, content, mode: 0o755 }] };
}
