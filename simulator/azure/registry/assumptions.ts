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
];
