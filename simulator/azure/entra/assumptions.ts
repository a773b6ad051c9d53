import type { Assumption } from '../../world/types.ts';

/** What is not known of Entra's token endpoint. */
export const entraAssumptions: readonly Assumption[] = [
  {
    name: 'entra-no-federated-credential-code',
    question:
      'Which AADSTS code does a client get whose application has no federated credential of this issuer?',
    chosen: '700211',
    values: ['700211', '70021'],
    settledBy:
      'az login --service-principal --tenant <tenant> --username <client of an app without federated credentials> --federated-token <token of a GitHub job>',
    source:
      'The list of AADSTS codes (learn.microsoft.com, "Microsoft Entra authentication and authorization error codes") has 70021; threads of Azure/login show 700211 since 2024.',
  },
  {
    name: 'entra-assertion-skew-seconds',
    question: 'For how long after its expiry is a federated assertion still accepted?',
    chosen: '0',
    values: ['0', '300'],
    settledBy:
      'In a job: request a token, wait 6 minutes, then `az login --service-principal --tenant <tenant> --username <client> --federated-token <token>`',
    source:
      'Threads of Azure/login show AADSTS700024 five and a half minutes after issue for a token of five minutes; Entra tolerates five minutes of clock skew elsewhere. The stricter value is chosen.',
  },
];
