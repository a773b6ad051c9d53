import type { Assumption } from '../../world/types.ts';

/** What is not known of ACR's import. */
export const importAssumptions: readonly Assumption[] = [
  {
    name: 'import-conflict-status',
    question: 'What status does the poll of an import in mode NoForce answer whose target tag exists?',
    chosen: '409',
    values: ['409', '400'],
    settledBy: 'az acr import -n <registry> --source mcr.microsoft.com/hello-world -t probe:1 --debug, twice',
    source: 'Threads show the message "Tag app:1 already exists in target registry." alone.',
  },
  {
    name: 'import-missing-source-status',
    question: 'What status does the poll of an import answer whose source is not there?',
    chosen: '400',
    values: ['400', '404'],
    settledBy: 'az acr import -n <registry> --source mcr.microsoft.com/hello-world:none -t probe:1 --debug',
    source:
      'MicrosoftDocs/azure-docs issue 90060 shows the text "Invalid message NotFound Not Found {...}" alone.',
  },
  {
    name: 'import-source-denied',
    question: 'Is a missing right on the source registry refused at once or on the poll?',
    chosen: 'at-once',
    values: ['at-once', 'on-poll'],
    settledBy:
      'az acr import -n <target> --source <path> -r <id of a registry without a role> --debug, as an identity with the import role on the target alone',
    source:
      'ARM checks linked scopes before a request is handed on (LinkedAuthorizationFailed, learn.microsoft.com "Troubleshoot Azure RBAC"); "Access to X.azurecr.io denied." is seen on polls.',
  },
];
