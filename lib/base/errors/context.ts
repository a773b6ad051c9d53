import type { ErrorCatalogue } from './types.ts';

/** Errors about the build context, its Dockerfile and its ignore file. */
export const contextErrors = {
  CONTEXT_OUTSIDE_WORKSPACE: {
    kind: 'user',
    title: 'The build context leaves the workspace',
    cause: 'The context, followed through its symbolic links, ends outside GITHUB_WORKSPACE.',
    remedy: 'Name a folder inside the checked-out repository in `context`.',
  },
  CONTEXT_NOT_FOUND: {
    kind: 'user',
    title: 'There is no build context',
    cause: 'The path is no folder of the workspace.',
    remedy: 'Check out the repository before this step, and correct `context`.',
  },
  CONTEXT_URL_INVALID: {
    kind: 'user',
    title: 'The Git context cannot be used',
    cause:
      'A Git context is `https://host/path.git#<branch, tag or commit>:<folder>`, without credentials in it.',
    remedy:
      'Correct `context`; tokens in URLs end up in the registry’s diagnostic logs, so use a local checkout for private code.',
  },
  CONTEXT_ENTRY_UNSUPPORTED: {
    kind: 'user',
    title: 'The build context holds something that cannot be sent',
    cause: 'Only files, folders and symbolic links with UTF-8 names can be part of a context.',
    remedy: 'Remove it, or name it in .dockerignore.',
  },
  CONTEXT_CHANGED: {
    kind: 'user',
    title: 'The build context changed while it was read',
    cause: 'A file was written between two looks at it, so what would be built is not what was hashed.',
    remedy: 'Let the steps that write into the context end before this one.',
  },
  CONTEXT_UNREADABLE: {
    kind: 'user',
    title: 'The build context cannot be read',
    cause: 'The operating system refused to open a file or folder of the context.',
    remedy: 'Mend its permissions, or name it in .dockerignore.',
  },
  CONTEXT_IGNORE_INVALID: {
    kind: 'user',
    title: 'The ignore file has a pattern that cannot be used',
    cause: 'Docker refuses the pattern too; guessing would send files that were meant to stay behind.',
    remedy: 'Correct the line in .dockerignore.',
  },
  CONTEXT_DOCKERFILE_MISSING: {
    kind: 'user',
    title: 'There is no Dockerfile',
    cause: 'The path in `dockerfile`, which is relative to the context, is no file inside it.',
    remedy: 'Correct `dockerfile` or `context`.',
  },
  CONTEXT_DOCKERFILE_INVALID: {
    kind: 'user',
    title: 'The Dockerfile cannot be built',
    cause:
      'The Dockerfile has no FROM, names an argument that nobody sets, or an image that is no reference.',
    remedy: 'Correct the line named in the message, or give the argument in `build-args`.',
  },
  CONTEXT_TARGET_UNKNOWN: {
    kind: 'user',
    title: 'The Dockerfile has no such stage',
    cause: 'The input `target` names no stage of the Dockerfile.',
    remedy: 'Write the name after AS of the stage to build, or leave `target` out.',
  },
} as const satisfies ErrorCatalogue;
