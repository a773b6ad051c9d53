import { live, quarantine, tenantId } from './azure.ts';
import { identities } from './identities.ts';
import { vaultKeys } from './vault.ts';

/**
 * The repository's variables (`vars`), which its workflows read; `trivyAllowed` is `<version> <sha256>` of the scanners
 * that its runners have, one a line.
 */
export function buildVariables(trivyAllowed: string): Readonly<Record<string, string>> {
  return {
    AZURE_TENANT_ID: tenantId,
    QUARANTINE_REGISTRY_ID: quarantine.id,
    LIVE_REGISTRY_ID: live.id,
    QUARANTINE_AGENT_POOL: 'quarantine-pool',
    BUILD_CLIENT_ID: identities.build.clientId,
    BUILD_PR_CLIENT_ID: identities.buildPr.clientId,
    IMPORT_CLIENT_ID: identities.import.clientId,
    PROVENANCE_CLIENT_ID: identities.provenance.clientId,
    GATE_CLIENT_ID: identities.gate.clientId,
    PROMOTE_CLIENT_ID: identities.promote.clientId,
    READER_CLIENT_ID: identities.reader.clientId,
    PROVENANCE_KEY: vaultKeys.provenance.keyId,
    DECISION_KEY: vaultKeys.decision.keyId,
    PROMOTION_KEY: vaultKeys.promotion.keyId,
    TRIVY_ALLOWED: trivyAllowed,
  };
}
