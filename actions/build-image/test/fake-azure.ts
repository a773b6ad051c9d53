import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { ExternalError } from '../../../lib/base/errors/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { BlobClient } from '../../../lib/clients/blob/types.ts';
import type { RegistryClient } from '../../../lib/clients/registry/types.ts';
import type { BuildRequest, Run, RunStatus, TasksClient } from '../../../lib/clients/tasks/types.ts';
import { mediaTypes } from '../../../lib/domain/artifact/index.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';

/** How the fake registry's runs go; every sleep of the clock is one step of the world. */
export interface Behaviour {
  /** Steps that a run waits in the queue. */
  queueSteps?: number;
  /** What the run writes, one piece a step. */
  log?: readonly Uint8Array[];
  outcome?: RunStatus;
  errorMessage?: string;
  /** Steps by which the log's completion lags behind the run's end. */
  lagSteps?: number;
  /** Steps after which a log link is refused once. */
  linkExpiresAfter?: number;
}

interface StoredRun {
  run: Run;
  request: BuildRequest;
  queueSteps: number;
  pieces: Uint8Array[];
  lagSteps: number;
  log: Buffer;
  completion?: string;
}

/** A registry with tasks, in memory: real archives, real digests, scripted runs. */
export class FakeAzure {
  readonly loginServer = 'lazaretquarantine.azurecr.io';
  readonly pools = new Map([['quarantine-pool', 1]]);
  readonly runs: StoredRun[] = [];
  readonly taskRuns = new Map<string, { tag: string; runId: string }>();
  readonly uploads: Buffer[] = [];
  readonly tags = new Map<string, Digest>();
  readonly manifests = new Map<string, Uint8Array>();
  readonly calls: string[] = [];
  behaviour: Behaviour = {};
  onStep: (step: number) => void = () => undefined;
  #step = 0;
  #now = Date.UTC(2029, 0, 1);
  #links = 0;

  readonly clock: Clock = {
    now: () => this.#now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      this.#now += ms;
      this.#step += 1;
      this.onStep(this.#step);
      this.runs.forEach((stored) => this.#advance(stored));
      await Promise.resolve();
      signal?.throwIfAborted();
    },
  };

  get requests(): readonly BuildRequest[] {
    return this.runs.map(({ request }) => request);
  }

  readonly tasks: TasksClient = {
    createUpload: async () => {
      this.calls.push('createUpload');
      const relativePath = `source/${this.uploads.length}.tar.gz`;
      return { uploadUrl: `https://store.blob.example/${relativePath}`, relativePath };
    },
    findTaskRun: async (name) => {
      const found = this.taskRuns.get(name);
      if (found === undefined) return undefined;
      return { name, run: this.#find(found.runId).run };
    },
    startTaskRun: async (name, request, tag) => {
      this.calls.push(`startTaskRun ${tag}`);
      const existing = this.taskRuns.get(name);
      if (existing?.tag !== tag) this.taskRuns.set(name, { tag, runId: this.#schedule(request) });
      return { name };
    },
    findRun: async (runId) => this.#find(runId).run,
    readLogUrl: async (runId) => {
      this.#links += 1;
      return `https://store.blob.example/logs/${runId}?sig=${this.#links}&from=${this.#step}`;
    },
    cancelRun: async (runId) => {
      this.calls.push(`cancelRun ${runId}`);
      const stored = this.#find(runId);
      stored.pieces = [];
      this.#end(stored, 'Canceled');
    },
    findAgentPool: async (name) => {
      const count = this.pools.get(name);
      return count === undefined ? undefined : { name, count, provisioningState: 'Succeeded' };
    },
    listAgentPools: async () =>
      [...this.pools].map(([name, count]) => ({ name, count, provisioningState: 'Succeeded' })),
    readQueueLength: async () => this.runs.filter(({ run }) => run.status === 'Queued').length,
  };

  readonly blobs: BlobClient = {
    upload: async (_url, content, signal) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of content) {
        signal?.throwIfAborted();
        pieces.push(piece);
      }
      this.uploads.push(gunzipSync(Buffer.concat(pieces)));
    },
    readLog: async (url, offset, maxBytes) => {
      const from = Number(new URL(url).searchParams.get('from'));
      const { linkExpiresAfter } = this.behaviour;
      if (linkExpiresAfter !== undefined && this.#step - from >= linkExpiresAfter) throw expired(url);
      const runId = new URL(url).pathname.split('/').at(-1) ?? '';
      const { log, completion, run } = this.#find(runId);
      const bytes = log.subarray(offset, offset + maxBytes);
      const isStarted = run.status !== 'Queued';
      return { bytes, isStarted, ...(completion === undefined ? {} : { completion }) };
    },
  };

  readonly registry = (host: string): RegistryClient => {
    const absent = (): never => {
      throw new Error('not part of a build');
    };
    return {
      registry: host,
      findDigest: async (repository, tag) => this.tags.get(`${repository}:${tag}`),
      findManifest: async (repository, digest) => {
        const bytes = this.manifests.get(`${repository}@${digest}`);
        return bytes === undefined ? undefined : { mediaType: mediaTypes.ociManifest, digest, bytes };
      },
      readRefreshToken: async () => `refresh-token-of-${host}`,
      writeManifest: absent,
      findBlob: absent,
      streamBlob: async () => false,
      writeBlob: absent,
      listReferrers: absent,
      listTags: absent,
      findTag: absent,
      findManifestProperties: absent,
      setTagAttributes: absent,
      setManifestAttributes: absent,
    };
  };

  /** The SHA-256 of an upload's uncompressed archive, in the form of a digest. */
  hashOfUpload(at: number): string {
    return `sha256:${createHash('sha256')
      .update(this.uploads[at] ?? '')
      .digest('hex')}`;
  }

  #schedule(request: BuildRequest): string {
    const runId = `cf${this.runs.length + 1}`;
    this.runs.push({
      run: { runId, status: 'Queued', createdAt: this.#now, outputImages: [] },
      request,
      queueSteps: this.behaviour.queueSteps ?? 1,
      pieces: [...(this.behaviour.log ?? [Buffer.from('Step 1/1 : FROM scratch\r\n')])],
      lagSteps: this.behaviour.lagSteps ?? 0,
      log: Buffer.alloc(0),
    });
    return runId;
  }

  #find(runId: string): StoredRun {
    const found = this.runs.find(({ run }) => run.runId === runId);
    if (found === undefined) throw new Error(`no run ${runId}`);
    return found;
  }

  #advance(stored: StoredRun): void {
    const { run } = stored;
    if (run.status === 'Queued') {
      if (stored.queueSteps > 0) stored.queueSteps -= 1;
      else stored.run = { ...run, status: 'Running', startedAt: this.#now };
      return;
    }
    const piece = stored.pieces.shift();
    if (piece !== undefined) stored.log = Buffer.concat([stored.log, piece]);
    else if (run.status === 'Running') this.#end(stored, this.behaviour.outcome ?? 'Succeeded');
    else if (stored.lagSteps > 0) stored.lagSteps -= 1;
    else stored.completion ??= 'complete';
  }

  #end(stored: StoredRun, status: RunStatus): void {
    const { errorMessage } = this.behaviour;
    const outputImages =
      status === 'Succeeded' ? stored.request.imageNames.map((name) => this.#push(name, stored)) : [];
    stored.run = {
      ...stored.run,
      ...{ status, outputImages, finishedAt: this.#now },
      ...(errorMessage === undefined ? {} : { errorMessage }),
    };
  }

  #push(name: string, { run }: StoredRun): Run['outputImages'][number] {
    const [repository = '', tag = ''] = name.split(':');
    const bytes = Buffer.from(`{"image of":"${run.runId}"}`);
    const digest = computeDigest(bytes);
    this.tags.set(name, digest);
    this.manifests.set(`${repository}@${digest}`, bytes);
    return { registry: this.loginServer, repository, tag, digest };
  }
}

function expired(subject: string): ExternalError {
  const reason = 'HTTP 403, AuthenticationFailed';
  return new ExternalError('BLOB_LINK_EXPIRED', {
    system: 'Azure Storage',
    operation: 'Get Blob',
    subject,
    reason,
  });
}
