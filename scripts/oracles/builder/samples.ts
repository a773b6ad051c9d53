import type { Files } from '../bench/files.ts';
import { seededName } from '../bench/world.ts';

/** A Dockerfile without RUN with its context. */
export interface Sample {
  readonly name: string;
  readonly dockerfile: string;
  readonly files?: Files;
  readonly arguments?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** Both must refuse it. */
  readonly isRefused?: boolean;
  /** Why the two differ. */
  readonly known?: string;
}

const files: Files = {
  'a.txt': 'a\n',
  'b.txt': 'b\n',
  'run.sh': { program: '#!/bin/sh\n' },
  'folder/c.txt': 'c\n',
  'folder/deep/d.txt': 'd\n',
  'folder/link': { link: 'c.txt' },
};

/** What Dockerfiles of the field use; each is built twice and must be the same image. */
export const samples: readonly Sample[] = [
  shared('COPY of a file, a program and a folder', 'FROM scratch\nCOPY a.txt run.sh /\nCOPY folder /copy\n'),
  shared('COPY of the whole context', 'FROM scratch\nCOPY . /\n'),
  shared('COPY into a folder that is not there', 'FROM scratch\nCOPY a.txt /x/y/\nCOPY b.txt /x/z\n'),
  shared('COPY by wildcards', 'FROM scratch\nCOPY *.txt folder/?.txt /all/\n'),
  shared('COPY with JSON and spaces', 'FROM scratch\nCOPY ["a.txt", "/with space/"]\n'),
  shared(
    'COPY --chown and --chmod',
    'FROM scratch\nCOPY --chown=12:34 a.txt folder /o/\nCOPY --chmod=0700 run.sh /m/\n',
  ),
  shared('COPY over a file', 'FROM scratch\nCOPY a.txt /same\nCOPY b.txt /same\n'),
  shared('COPY of a symbolic link by name', 'FROM scratch\nCOPY folder/link /linked\n'),
  shared(
    'WORKDIR, absolute and relative',
    'FROM scratch\nWORKDIR /w\nWORKDIR x\nCOPY a.txt .\nCOPY b.txt ./s/\n',
  ),
  shared(
    'ENV and its expansion',
    'FROM scratch\nENV A=1 B="two words"\nENV C=${A}-${D:-d}-${A:+e}\nENV E $B\nCOPY a.txt /$A/\n',
  ),
  shared(
    'ARG with and without a value',
    'ARG V=1\nFROM scratch\nARG V\nARG W=w\nARG X\nLABEL v=$V w=$W x=$X\n',
    {
      arguments: { W: 'other', X: 'given' },
    },
  ),
  shared('LABEL in several forms', 'FROM scratch\nLABEL a=b "c d"="e f" g=h\\ i\nLABEL a=z\n'),
  shared(
    'EXPOSE, VOLUME, USER, STOPSIGNAL',
    'FROM scratch\nEXPOSE 80 53/udp\nVOLUME /data /logs\nUSER 1000:1000\nSTOPSIGNAL SIGINT\n',
  ),
  shared('ENTRYPOINT and CMD as lists', 'FROM scratch\nENTRYPOINT ["/run.sh"]\nCMD ["a", "b"]\n'),
  shared('ENTRYPOINT and CMD as shell lines', 'FROM scratch\nENTRYPOINT run $X\nCMD echo "a b"\n'),
  shared('SHELL changes later lines', 'FROM scratch\nSHELL ["/bin/bash", "-c"]\nCMD echo a\n', {
    known:
      'buildah 1.28 keeps /bin/sh for CMD; the Dockerfile reference lets SHELL count for RUN, CMD and ENTRYPOINT',
  }),
  shared(
    'HEALTHCHECK',
    'FROM scratch\nHEALTHCHECK --interval=30s --timeout=3s --retries=2 CMD ["/health"]\n',
  ),
  shared('HEALTHCHECK NONE', 'FROM scratch\nHEALTHCHECK NONE\n'),
  shared('ONBUILD', 'FROM scratch\nONBUILD COPY . /app\n'),
  shared('a base image of the registry', `FROM ${seededName}\nCOPY a.txt /etc/motd\nENV PATH=/opt:$PATH\n`),
  shared(
    'ENTRYPOINT resets the CMD of the base',
    `FROM ${seededName} AS base\nCMD ["x"]\nFROM base\nENTRYPOINT ["/y"]\n`,
  ),
  shared(
    'COPY --from a stage, by name and number',
    'FROM scratch AS one\nCOPY . /src\nFROM scratch\nCOPY --from=one /src/folder /f\nCOPY --from=0 /src/a.txt /\n',
  ),
  shared('COPY --from an image', `FROM scratch\nCOPY --from=${seededName} /etc/motd /motd\n`),
  shared('a target in the middle', 'FROM scratch AS one\nCOPY a.txt /\nFROM one AS two\nCOPY b.txt /\n', {
    target: 'one',
  }),
  shared(
    'comments, continuations and directives',
    '# escape=`\nFROM scratch\nCOPY a.txt `\n# between\n  b.txt /\n',
  ),
  shared('ARG in FROM', `ARG BASE=${seededName}\nFROM \${BASE}\nCOPY a.txt /\n`),
  shared('.dockerignore', 'FROM scratch\nCOPY . /\n', {
    files: { ...files, '.dockerignore': '# c\nfolder/\n!folder/deep\n*.sh\n/b.txt\nDockerfile\n' },
  }),
  shared('.dockerignore with **', 'FROM scratch\nCOPY . /\n', {
    files: { ...files, '.dockerignore': '**/*.txt\n!**/d.txt\n' },
  }),
  shared('a missing source', 'FROM scratch\nCOPY absent /\n', { isRefused: true }),
  shared('an ignored source', 'FROM scratch\nCOPY a.txt /\n', {
    files: { ...files, '.dockerignore': 'a.txt\n' },
    isRefused: true,
  }),
  shared('a source outside the context', 'FROM scratch\nCOPY ../a.txt /\n', {
    isRefused: true,
    known:
      'buildah and BuildKit stop at the root of the context; the classic builder of Docker, which ACR Tasks runs, refuses',
  }),
  shared('an unknown instruction', 'FROM scratch\nCOPPY a.txt /\n', { isRefused: true }),
  shared('no FROM', 'COPY a.txt /\n', { isRefused: true }),
  shared('an unknown target', 'FROM scratch\nCOPY a.txt /\n', { target: 'absent', isRefused: true }),
  shared('several sources to what is no folder', 'FROM scratch\nCOPY a.txt b.txt /file\n', {
    isRefused: true,
    known: 'buildah makes a folder of the target; the Dockerfile reference wants it to end with a slash',
  }),
];

function shared(name: string, dockerfile: string, more: Partial<Sample> = {}): Sample {
  return { name, dockerfile, files, ...more };
}
