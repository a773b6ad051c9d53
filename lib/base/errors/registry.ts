import type { ErrorCatalogue } from './types.ts';

/** Errors of a registry's data plane (REGISTRY_*) and of its control plane in Azure Resource Manager (ARM_*). */
export const registryErrors = {
  REGISTRY_UNAUTHORIZED: {
    kind: 'user',
    title: 'The registry does not accept the credentials',
    cause:
      'A fresh token was refused: the registry belongs to another tenant, or takes no tokens of this kind.',
    remedy: 'Check that `tenant-id` is the tenant of the registry’s subscription.',
  },
  REGISTRY_FORBIDDEN: {
    kind: 'user',
    title: 'The identity may not do this in the registry',
    cause: 'A role is missing on the registry or its repository condition leaves the repository out.',
    remedy: 'Assign the role named in the message; role assignments take some minutes to work.',
  },
  REGISTRY_LOCKED: {
    kind: 'user',
    title: 'The registry keeps this locked',
    cause:
      'The attribute writeEnabled, readEnabled or deleteEnabled of the tag, manifest or repository is false.',
    remedy: 'A lock is set on purpose: choose another tag, or ask the owner of the registry to lift it.',
  },
  REGISTRY_REFUSED: {
    kind: 'external',
    title: 'The registry refused the request',
    cause: 'The registry answered with an error that is not named more closely here.',
    remedy: 'Read the registry’s own words in the message.',
  },
  REGISTRY_UNAVAILABLE: {
    kind: 'external',
    title: 'The registry does not answer',
    cause: 'The registry answered with a server error or asked to wait, until the deadline.',
    remedy: 'Run the job again later.',
  },
  REGISTRY_OUTCOME_UNKNOWN: {
    kind: 'external',
    title: 'It is not known whether a tag was written',
    cause: 'The reply was lost, and the tag points at another manifest now.',
    remedy: 'Run the job again: it reads the tag before it writes.',
  },
  REGISTRY_MALFORMED: {
    kind: 'external',
    title: 'The registry’s answer cannot be understood',
    cause: 'A field that the API promises is missing or of another type.',
    remedy: 'Check that nothing between runner and registry answers in its place.',
  },
  REGISTRY_DIGEST_MISMATCH: {
    kind: 'external',
    title: 'The registry sent other bytes than asked for',
    cause: 'The digest of the bytes is not the digest they were asked or sent by.',
    remedy: 'Run the job again; if it happens twice, do not use the image and report it.',
  },
  ARM_FORBIDDEN: {
    kind: 'user',
    title: 'The identity may not do this in Azure',
    cause: 'No role assignment at the scope or above it allows the operation.',
    remedy: 'Assign the role named in the message at the scope named in the message.',
  },
  ARM_UNAUTHORIZED: {
    kind: 'user',
    title: 'Azure Resource Manager does not accept the token',
    cause: 'The subscription belongs to another tenant than the token.',
    remedy: 'Check `tenant-id` and the subscription in the registry id.',
  },
  ARM_REGISTRY_NOT_FOUND: {
    kind: 'user',
    title: 'There is no such registry',
    cause: 'Azure Resource Manager knows no registry, resource group or subscription of this id.',
    remedy: 'Correct the registry id; `az acr show --name <name> --query id` prints it.',
  },
  ARM_REFUSED: {
    kind: 'external',
    title: 'Azure Resource Manager refused the request',
    cause: 'Azure answered with an error that is not named more closely here.',
    remedy: 'Read Azure’s own words in the message.',
  },
  ARM_UNAVAILABLE: {
    kind: 'external',
    title: 'Azure Resource Manager does not answer',
    cause: 'Azure answered with a server error or asked to wait, until the deadline.',
    remedy: 'Run the job again later.',
  },
  ARM_MALFORMED: {
    kind: 'external',
    title: 'Azure’s answer cannot be understood',
    cause: 'A field that the API promises is missing or of another type.',
    remedy: 'Check that nothing between runner and Azure answers in its place.',
  },
} as const satisfies ErrorCatalogue;
