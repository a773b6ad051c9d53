/** A caller of the committed `promote.yml`, started by hand for one image of quarantine that is decided already. */
export const carry = `name: Carry
on:
  workflow_dispatch:
    inputs:
      name: { type: string, required: true }
      image: { type: string, required: true }
      baseline: { type: string, required: true }
permissions: {}
jobs:
  carry:
    permissions: { actions: read, contents: read, id-token: write, pull-requests: read }
    uses: ./.github/workflows/promote.yml
    with:
      name: \${{ inputs.name }}
      image: \${{ inputs.image }}
      tags: v1
      baseline-commit: \${{ inputs.baseline }}
      tenant-id: \${{ vars.AZURE_TENANT_ID }}
      quarantine-registry: \${{ vars.QUARANTINE_REGISTRY_ID }}
      live-registry: \${{ vars.LIVE_REGISTRY_ID }}
      client-id: \${{ vars.PROMOTE_CLIENT_ID }}
      reader-client-id: \${{ vars.READER_CLIENT_ID }}
      signing-key: \${{ vars.PROMOTION_KEY }}
      trivy-allowed: \${{ vars.TRIVY_ALLOWED }}
`;

/** A caller of the committed `gate.yml`, started by hand for one image of quarantine. */
export const judge = `name: Judge
on:
  workflow_dispatch:
    inputs:
      name: { type: string, required: true }
      image: { type: string, required: true }
permissions: {}
jobs:
  judge:
    permissions: { actions: read, contents: read, id-token: write, pull-requests: read }
    uses: ./.github/workflows/gate.yml
    with:
      name: \${{ inputs.name }}
      image: \${{ inputs.image }}
      tenant-id: \${{ vars.AZURE_TENANT_ID }}
      quarantine-registry: \${{ vars.QUARANTINE_REGISTRY_ID }}
      live-registry: \${{ vars.LIVE_REGISTRY_ID }}
      client-id: \${{ vars.GATE_CLIENT_ID }}
      reader-client-id: \${{ vars.READER_CLIENT_ID }}
      signing-key: \${{ vars.DECISION_KEY }}
      trivy-allowed: \${{ vars.TRIVY_ALLOWED }}
`;

/** A caller of the committed `build.yml`. */
export const construct = `name: Construct
on: workflow_dispatch
permissions: {}
jobs:
  image:
    permissions: { actions: read, contents: read, id-token: write }
    uses: ./.github/workflows/build.yml
    with:
      name: chain-api
      folder: workload/chain-api
      repository: workload/chain-api
      agent-pool: \${{ vars.QUARANTINE_AGENT_POOL }}
      tenant-id: \${{ vars.AZURE_TENANT_ID }}
      quarantine-registry: \${{ vars.QUARANTINE_REGISTRY_ID }}
      client-id: \${{ vars.BUILD_CLIENT_ID }}
  required:
    needs: image
    if: \${{ always() }}
    runs-on: ubuntu-latest
    steps: [{ run: 'test "\${{ needs.image.result }}" = success' }]
`;

/** What somebody could write into a pull request's workflow: main's build.yml with every identity but its own. */
export const takeIdentities = `name: Pull request
on: pull_request
permissions: {}
jobs:
  take:
    strategy:
      fail-fast: false
      matrix:
        client: [BUILD, IMPORT, PROVENANCE, GATE, PROMOTE]
    permissions: { actions: read, contents: read, id-token: write }
    uses: contoso/lazaret/.github/workflows/build.yml@main
    with:
      name: chain-api
      folder: workload/chain-api
      repository: workload/chain-api
      agent-pool: \${{ vars.QUARANTINE_AGENT_POOL }}
      tenant-id: \${{ vars.AZURE_TENANT_ID }}
      quarantine-registry: \${{ vars.QUARANTINE_REGISTRY_ID }}
      client-id: \${{ vars[format('{0}_CLIENT_ID', matrix.client)] }}
  promote:
    runs-on: { group: management-agents }
    environment: promote
    permissions: { id-token: write }
    steps: [{ run: 'true' }]
`;
