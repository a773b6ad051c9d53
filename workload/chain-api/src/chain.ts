import type { Config } from './config.ts';

/** One call to a dependency, as it went. */
export interface CallResult {
  readonly url: string;
  readonly isSuccess: boolean;
  readonly statusCode?: number;
  readonly durationMs: number;
  /** Why there was no answer. */
  readonly error?: string;
  /** What a peer answered: the results of its own calls. */
  readonly chain?: unknown;
}

/** What one instance found at one depth. */
export interface ChainResult {
  readonly depth: number;
  /** Peers, each asked for one depth less. */
  readonly peers: readonly CallResult[];
  /** Dependencies outside the cluster, asked by HEAD. */
  readonly externals: readonly CallResult[];
}

/** The largest answer of a peer that is read, in bytes. */
const maxAnswerBytes = 4 * 1024 * 1024;

/** Calls every dependency at once; a depth of 0 calls nobody, which ends the chain. */
export async function callChain(config: Config, depth: number, signal: AbortSignal): Promise<ChainResult> {
  if (depth === 0) return { depth, peers: [], externals: [] };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(config.timeoutMs)]);
  const [peers, externals] = await Promise.all([
    Promise.all(config.peers.map((peer) => callPeer(peer, depth - 1, limit))),
    Promise.all(config.externals.map((url) => callExternal(url, limit))),
  ]);
  return { depth, peers, externals };
}

function callPeer(peer: URL, depth: number, signal: AbortSignal): Promise<CallResult> {
  const url = new URL(`/URLCaller/depth/${depth}`, peer);
  return measure(url, async () => {
    const response = await fetch(url, { signal, redirect: 'error' });
    return { statusCode: response.status, isSuccess: response.ok, chain: await readAnswer(response) };
  });
}

function callExternal(url: URL, signal: AbortSignal): Promise<CallResult> {
  return measure(url, async () => {
    const response = await fetch(url, { method: 'HEAD', signal, redirect: 'manual' });
    return { statusCode: response.status, isSuccess: response.status < 400 };
  });
}

async function readAnswer(response: Response): Promise<unknown> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxAnswerBytes) throw new Error('the answer is too large');
  }
  return JSON.parse(text);
}

type Outcome = Omit<CallResult, 'url' | 'durationMs'>;

async function measure(url: URL, call: () => Promise<Outcome>): Promise<CallResult> {
  const startedAt = performance.now();
  const outcome = await call().catch((error: unknown): Outcome => ({
    isSuccess: false,
    error: describe(error),
  }));
  return { url: url.href, ...outcome, durationMs: Math.round(performance.now() - startedAt) };
}

// fetch hides the reason (ECONNREFUSED, ENOTFOUND, a certificate) in the cause.
function describe(error: unknown): string {
  const { message = String(error), cause } = readError(error);
  const { code } = readError(cause);
  return code === undefined ? message : `${message}: ${code}`;
}

function readError(error: unknown): {
  readonly message?: string;
  readonly code?: string;
  readonly cause?: unknown;
} {
  if (typeof error !== 'object' || error === null) return {};
  return {
    ...('message' in error ? { message: String(error.message) } : {}),
    ...('code' in error ? { code: String(error.code) } : {}),
    ...('cause' in error ? { cause: error.cause } : {}),
  };
}
