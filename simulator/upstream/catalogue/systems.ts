import type { Architecture, LayerSpec } from '../layout/types.ts';
import { alpineBase } from '../packages/alpine.ts';
import { renderInstalled } from '../packages/apk.ts';
import type { AlpinePackage } from '../packages/apk.ts';
import { bookworm } from '../packages/bookworm.ts';
import { renderStatus, renderStatusFolder } from '../packages/dpkg.ts';

const accounts = [
  ['root', 0],
  ['daemon', 1],
  ['bin', 2],
  ['nobody', 65534],
] as const;

const users = [
  {
    path: 'etc/passwd',
    content: accounts.map(([name, id]) => `${name}:x:${id}:${id}:${name}:/:/usr/sbin/nologin\n`).join(''),
  },
  { path: 'etc/group', content: accounts.map(([name, id]) => `${name}:x:${id}:\n`).join('') },
];

const debianRelease = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const notInSlim = new Set(['ca-certificates', 'netbase', 'openssl', 'libssl3']);

/** Debian 12 as its slim images have it. */
export function buildDebian(architecture: Architecture): LayerSpec {
  const packages = bookworm.filter(([name]) => !notInSlim.has(name));
  return {
    createdBy: '# debian.sh --arch bookworm slim',
    files: [
      ...users,
      { path: 'etc/os-release', content: debianRelease },
      { path: 'etc/debian_version', content: '12.11\n' },
      { path: 'var/lib/dpkg/status', content: renderStatus(packages, architecture) },
    ],
  };
}

/** A base without shell and package manager, as the distroless project builds it on Debian 12. */
export function buildDistroless(architecture: Architecture): LayerSpec {
  const packages = bookworm.filter(([name]) => ['base-files', 'netbase', 'tzdata'].includes(name));
  return {
    createdBy: 'bazel build //base:static_nonroot',
    files: [
      ...users,
      {
        path: 'etc/os-release',
        content: debianRelease.replace('Debian GNU/Linux 12 (bookworm)', 'Distroless'),
      },
      ...renderStatusFolder(packages, architecture),
    ],
  };
}

/** Alpine 3.22 with further packages. */
export function buildAlpine(architecture: Architecture, more: readonly AlpinePackage[] = []): LayerSpec {
  const machine = architecture === 'amd64' ? 'x86_64' : 'aarch64';
  return {
    createdBy: 'ADD alpine-minirootfs-3.22.1.tar.gz / # buildkit',
    files: [
      ...users,
      { path: 'etc/alpine-release', content: '3.22.1\n' },
      {
        path: 'etc/os-release',
        content:
          'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.1\nPRETTY_NAME="Alpine Linux v3.22"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n',
      },
      { path: 'lib/apk/db/installed', content: renderInstalled([...alpineBase, ...more], machine) },
    ],
  };
}
