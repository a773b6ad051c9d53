import type { World } from '../../../world/types.ts';
import type { StoredAttributes } from '../types.ts';
import { fail } from './failure.ts';
import type { Failure } from './failure.ts';

type Lockable = { readonly attributes: StoredAttributes } | undefined;

/** Whether something, or what holds it, is locked against being changed. */
export function isWriteLocked(...things: readonly Lockable[]): boolean {
  return things.some((thing) => thing?.attributes.writeEnabled === false);
}

/** Deleting needs both switches on: https://learn.microsoft.com/azure/container-registry/container-registry-image-lock */
export function isDeleteLocked(...things: readonly Lockable[]): boolean {
  return things.some(
    (thing) => thing?.attributes.deleteEnabled === false || thing?.attributes.writeEnabled === false,
  );
}

export function isReadLocked(...things: readonly Lockable[]): boolean {
  return things.some((thing) => thing?.attributes.readEnabled === false);
}

/** What an operation on something locked gets; the text and 405 as threads of Azure/acr-cli (issue 70) show them. */
export function failLocked(world: World): Failure {
  const status = Number(world.assume('registry-locked-status'));
  return fail(
    status,
    'REGISTRY_DISALLOWED_OPERATION',
    'The operation is disallowed on this registry, repository or image. View troubleshooting steps at https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation',
    {},
  );
}
