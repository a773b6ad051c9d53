import * as v from 'valibot';
import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { CodedError } from '../../base/errors/index.ts';
import { formatTime } from '../../base/time.ts';
import { checkJson } from '../../base/schema.ts';
import { quoteReply, readCorrelationId, readText } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';

/** What was asked of GitHub, and the permission of the job's token that allows it. */
export interface GithubCall {
  readonly path: string;
  readonly permission: string;
}

const ErrorBody = v.object({ message: v.optional(v.string(), '') });

/** A refusal of GitHub's REST API as a coded error. */
export function explainGithubRefusal(response: RestResponse, call: GithubCall): CodedError {
  const checked = checkJson(ErrorBody, readText(response));
  const said = checked.ok && checked.value.message !== '' ? `, GitHub says: ${checked.value.message}` : '';
  const reason = quoteReply(`HTTP ${response.status}${said}`);
  if (isRateLimited(response)) return limited(response, call, reason);
  const hint = `the token needs "permissions: ${call.permission}"`;
  const remedy = `Add \`${call.permission}\` to \`permissions:\` of the job.`;
  if (response.status === 401) return new UserError('GITHUB_UNAUTHORIZED', { subject: call.path, reason });
  const facts = { subject: call.path, reason: `${reason}; ${hint}`, remedy };
  if (response.status === 403) return new UserError('GITHUB_FORBIDDEN', facts);
  if (response.status === 404) return new UserError('GITHUB_NOT_FOUND', facts);
  const isBusy = response.status >= 500;
  return new ExternalError(isBusy ? 'GITHUB_UNAVAILABLE' : 'GITHUB_REFUSED', {
    ...describeCall(response, call),
    reason,
    isRetryable: isBusy,
  });
}

// GitHub answers 403 or 429, and says so in headers: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
function isRateLimited(response: RestResponse): boolean {
  if (response.status === 429) return true;
  if (response.status !== 403) return false;
  return (
    response.headers.get('x-ratelimit-remaining') === '0' || response.headers.get('retry-after') !== undefined
  );
}

/** An answer that breaks its contract. */
export function malformed(call: GithubCall, problems: readonly string[]): ExternalError {
  const facts = { system: 'GitHub', operation: 'GET', subject: call.path };
  return new ExternalError('GITHUB_MALFORMED', { ...facts, reason: problems.slice(0, 3).join('; ') });
}

/** A list that goes on beyond what is read; deciding on a part of it would not be safe. */
export function tooMany(call: GithubCall, bound: number): ExternalError {
  const facts = { system: 'GitHub', operation: 'GET', subject: call.path };
  return new ExternalError('GITHUB_TOO_MANY', { ...facts, reason: `more than ${bound} entries` });
}

function limited(response: RestResponse, call: GithubCall, reason: string): ExternalError {
  const reset = Number(response.headers.get('x-ratelimit-reset'));
  const until = Number.isFinite(reset) && reset > 0 ? `; until ${formatTime(reset * 1000)}` : '';
  const facts = { ...describeCall(response, call), reason: `${reason}${until}`, isRetryable: true };
  return new ExternalError('GITHUB_RATE_LIMITED', facts);
}

function describeCall(response: RestResponse, call: GithubCall) {
  const correlationId = readCorrelationId(response);
  const facts = { system: 'GitHub', operation: 'GET', subject: call.path, status: response.status };
  return correlationId === undefined ? facts : { ...facts, correlationId };
}
