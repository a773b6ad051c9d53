/** An error as a registry answers it (distribution-spec 1.1, "Error Codes"). */
export interface Failure {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly detail?: unknown;
}

export function fail(status: number, code: string, message: string, detail?: unknown): Failure {
  return { ok: false, status, code, message, ...(detail === undefined ? {} : { detail }) };
}

export function failUnknownRepository(name: string): Failure {
  return fail(404, 'NAME_UNKNOWN', `repository "${name}" is not found`, { name });
}

/** ACR's words for a manifest that is not there, by tag and by digest (azure-cli#29974, MicrosoftDocs/azure-docs#90060). */
export function failUnknownManifest(reference: string): Failure {
  if (reference.includes(':'))
    return fail(404, 'MANIFEST_UNKNOWN', `manifest ${reference} is not found`, { Digest: reference });
  return fail(404, 'MANIFEST_UNKNOWN', `manifest tagged by "${reference}" is not found`, { Tag: reference });
}

export function failUnknownTag(repository: string, tag: string): Failure {
  return fail(404, 'TAG_UNKNOWN', 'the specified tag does not exist', { Name: repository, Tag: tag });
}

export function failUnknownBlob(digest: string): Failure {
  return fail(404, 'BLOB_UNKNOWN', `blob ${digest} is not found`, { Digest: digest });
}
