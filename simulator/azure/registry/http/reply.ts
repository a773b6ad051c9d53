import type { World } from '../../../world/types.ts';
import type { Failure } from '../store/failure.ts';

/** An error body (distribution-spec 1.1, "Error Codes") with ACR's headers. */
export function renderFailure(
  world: World,
  failure: Failure,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { code, message, detail } = failure;
  return renderJson(
    world,
    { errors: [{ code, message, detail: detail ?? null }] },
    { status: failure.status, headers },
  );
}

/** JSON as ACR sends it. */
export function renderJson(
  world: World,
  body: unknown,
  init: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Response {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...commonHeaders(world),
    ...init.headers,
  };
  return new Response(JSON.stringify(body), { status: init.status ?? 200, headers });
}

/** An answer without a body. */
export function renderEmpty(
  world: World,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(null, { status, headers: { ...commonHeaders(world), ...headers } });
}

export function commonHeaders(world: World): Record<string, string> {
  return { 'docker-distribution-api-version': 'registry/2.0', 'x-ms-correlation-request-id': world.uuid() };
}
