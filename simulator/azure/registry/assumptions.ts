import type { Assumption } from '../../world/types.ts';

/** What is not known of ACR's data plane. */
export const registryAssumptions: readonly Assumption[] = [
  {
    name: 'registry-locked-status',
    question: 'What status does a push to, or a pull of, something locked get?',
    chosen: '405',
    values: ['405', '403', '409'],
    settledBy:
      'az acr repository update -n <registry> --image probe:1 --write-enabled false && skopeo --debug copy docker://<registry>.azurecr.io/other:1 docker://<registry>.azurecr.io/probe:1',
    source:
      'Deleting a locked tag answers 405 REGISTRY_DISALLOWED_OPERATION (Azure/acr-cli issue 70); of PUT only the message is published (aka.ms/acr/faq).',
  },
  {
    name: 'registry-locked-tag-same-digest',
    question: 'Is a push to a locked tag accepted when it has the digest that the tag has already?',
    chosen: 'refused',
    values: ['refused', 'accepted'],
    settledBy:
      'skopeo copy docker://<registry>.azurecr.io/probe:1 docker://<registry>.azurecr.io/probe:1, with the tag locked',
    source: 'Not documented (learn.microsoft.com, "Lock a container image in an Azure container registry").',
  },
  {
    name: 'registry-missing-right',
    question: 'Where does a client that lacks the right learn so?',
    chosen: 'token-401',
    values: ['token-401', 'resource-401', 'resource-403'],
    settledBy: 'skopeo --debug inspect docker://<registry>.azurecr.io/<repository without a role>:1',
    source:
      'A kubelet without AcrPull reports "failed to fetch oauth token: unexpected status: 401 Unauthorized" (learn.microsoft.com, "Cannot pull images from ACR to AKS cluster").',
  },
  {
    name: 'registry-blob-get',
    question: 'Does GET of a blob answer the bytes or a redirect to the data endpoint?',
    chosen: 'redirect',
    values: ['redirect', 'direct'],
    settledBy:
      'curl -si -H "Authorization: Bearer $TOKEN" https://<registry>.azurecr.io/v2/<repository>/blobs/<digest>',
    source:
      'Clients must reach *.blob.core.windows.net or the dedicated data endpoint besides the login server (learn.microsoft.com, "Configure rules to access an Azure container registry behind a firewall").',
  },
  {
    name: 'registry-oci-tag-delete',
    question: 'What does DELETE /v2/<name>/manifests/<tag> do?',
    chosen: 'unsupported',
    values: ['unsupported', 'untag'],
    settledBy:
      'curl -si -X DELETE -H "Authorization: Bearer $TOKEN" https://<registry>.azurecr.io/v2/<repository>/manifests/<tag>',
    source:
      'The REST reference says that a manifest can be deleted by digest only; the distribution specification lets a registry refuse tags.',
  },
  {
    name: 'registry-locked-referrer',
    question: 'What happens to a locked referrer when its subject is deleted?',
    chosen: 'kept',
    values: ['kept', 'refuses-delete'],
    settledBy:
      'oras attach <registry>.azurecr.io/probe:1 --artifact-type a/b x.txt; az acr manifest update <the referrer> --delete-enabled false; az acr manifest delete <the subject>',
    source:
      'Documented is only that referrers go with their subject (learn.microsoft.com, "Manage OCI artifacts").',
  },
  {
    name: 'registry-referrer-of-locked',
    question: 'Does a manifest that is locked accept a new referrer?',
    chosen: 'accepted',
    values: ['accepted', 'refused'],
    settledBy:
      'az acr manifest update <registry>.azurecr.io/probe@<digest> --write-enabled false --delete-enabled false; oras attach <registry>.azurecr.io/probe@<digest> --artifact-type a/b x.txt',
    source:
      'A lock keeps a manifest from being changed or deleted (learn.microsoft.com, "Lock a container image in an Azure container registry"); a referrer is a manifest of its own and changes no byte of its subject.',
  },
  {
    name: 'registry-missing-subject',
    question: 'Is a manifest accepted whose subject is not there yet?',
    chosen: 'accepted',
    values: ['accepted', 'refused'],
    settledBy:
      'curl -si -X PUT -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/vnd.oci.image.manifest.v1+json" --data-binary @<manifest with the subject of an absent digest> https://<registry>.azurecr.io/v2/<repository>/manifests/probe',
    source:
      'distribution-spec 1.1, "Pushing Manifests with Subject": a registry MUST accept an otherwise valid manifest whose subject does not exist; of ACR only the support of the referrers API is documented.',
  },
  {
    name: 'registry-anonymous-mount',
    question: 'Is a blob mounted when the request does not say from where?',
    chosen: 'mounted',
    values: ['mounted', 'upload'],
    settledBy:
      'curl -si -X POST -H "Authorization: Bearer $TOKEN" "https://<registry>.azurecr.io/v2/<repository>/blobs/uploads/?mount=<digest of another repository>"',
    source:
      'distribution-spec 1.1, "Mounting a blob from another repository": the registry MAY look for the blob by itself, or start an upload.',
  },
  {
    name: 'registry-oci-tag-parameter',
    question: 'Does PUT of a manifest by digest take `?tag=`?',
    chosen: 'ignored',
    values: ['ignored', 'taken'],
    settledBy:
      'curl -si -X PUT -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/vnd.oci.image.manifest.v1+json" --data-binary @<manifest> "https://<registry>.azurecr.io/v2/<repository>/manifests/<digest>?tag=probe", then look for the header OCI-Tag',
    source: 'The parameter stands in the main branch of the distribution specification, not in 1.1.',
  },
  {
    name: 'registry-quarantine-read',
    question: 'Does AcrQuarantineReader let an identity pull that has no right to pull otherwise?',
    chosen: 'with-pull',
    values: ['with-pull', 'alone'],
    settledBy:
      'As an identity with AcrQuarantineReader alone: az acr login -n <registry> && docker pull <registry>.azurecr.io/probe@<digest in quarantine>',
    source:
      'github.com/Azure/acr, docs/preview/quarantine, names the role for pulling by digest and not what it has to be combined with; its definition has no right to pull.',
  },
];
