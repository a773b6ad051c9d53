/**
 * Variables by which programs find the proxy and trust the CA: Node and the Azure SDKs, OpenSSL and Go
 * (`SSL_CERT_FILE`), Python's requests, git and curl. Plain HTTP is led here as well, to be refused.
 */
export function buildNetworkEnv(proxyUrl: string, caFile: string): Readonly<Record<string, string>> {
  const noProxy = 'localhost,127.0.0.1,::1';
  return {
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    HTTP_PROXY: proxyUrl,
    http_proxy: proxyUrl,
    ALL_PROXY: proxyUrl,
    all_proxy: proxyUrl,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    NODE_EXTRA_CA_CERTS: caFile,
    SSL_CERT_FILE: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    CURL_CA_BUNDLE: caFile,
    GIT_SSL_CAINFO: caFile,
    GIT_TERMINAL_PROMPT: '0',
    AZURE_CORE_COLLECT_TELEMETRY: '0',
  };
}
