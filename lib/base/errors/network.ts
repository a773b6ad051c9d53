import type { ErrorCatalogue } from './types.ts';

/** Errors on the way to a host, before or without an answer of its own. */
export const networkErrors = {
  NETWORK_NAME_UNKNOWN: {
    kind: 'external',
    title: 'A host name does not resolve',
    cause: 'DNS has no address for the host, or the runner reaches no DNS server.',
    remedy: 'Check the name; on a private network link the private DNS zone of the endpoint to the runner.',
  },
  NETWORK_UNREACHABLE: {
    kind: 'external',
    title: 'A host cannot be reached',
    cause: 'The connection was refused or there is no route to the host.',
    remedy: 'Allow the runner to reach the host on port 443, directly or through HTTPS_PROXY.',
  },
  NETWORK_PROXY_REFUSED: {
    kind: 'external',
    title: 'The proxy refused the connection',
    cause: 'The proxy of HTTPS_PROXY answered CONNECT with a refusal, or does not speak CONNECT.',
    remedy: 'Allow the host in the proxy, or name it in NO_PROXY.',
  },
  NETWORK_TLS_REFUSED: {
    kind: 'external',
    title: 'The certificate of a host is not trusted',
    cause:
      'The certificate is expired, is for another name, or is signed by an authority the runner does not know.',
    remedy: 'Set NODE_EXTRA_CA_CERTS to the authority of your inspecting proxy, or mend the certificate.',
  },
  NETWORK_TIMEOUT: {
    kind: 'external',
    title: 'A host did not answer in time',
    cause: 'Nothing was received for the length of the time-out.',
    remedy: 'Run the job again; if it stays so, look at the route between runner and host.',
  },
  NETWORK_INTERRUPTED: {
    kind: 'external',
    title: 'The connection broke off',
    cause: 'The connection ended before the whole answer was received.',
    remedy: 'Run the job again.',
  },
  NETWORK_REPLY_TOO_LARGE: {
    kind: 'external',
    title: 'An answer is larger than allowed',
    cause: 'The host sent more bytes than this kind of answer may have.',
    remedy: 'Check that the host is the one you mean; a proxy may have answered in its place.',
  },
  NETWORK_PAGE_ELSEWHERE: {
    kind: 'external',
    title: 'A list goes on at another host',
    cause: 'The `Link` header names a next page that is not on the host that was asked.',
    remedy:
      'Check that no proxy rewrites addresses: the page is not asked for, and part of a list does not count.',
  },
} as const satisfies ErrorCatalogue;
