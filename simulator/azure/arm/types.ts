import type { Principal } from '../entra/types.ts';

/** A request that has passed authentication. */
export interface ArmCall {
  readonly method: string;
  readonly url: URL;
  readonly principal: Principal;
  /** Path parameters by the names of the route, in the caller's spelling. */
  readonly path: Readonly<Record<string, string>>;
  readonly request: Request;
}

/** An answer before the common headers are put on it. */
export interface ArmReply {
  readonly status: number;
  /** Undefined: no body at all. `null` is sent as the four bytes `null`. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ArmRoute {
  readonly method: string;
  /** e.g. `/subscriptions/{subscription}/resourceGroups`; compared without case. */
  readonly path: string;
  readonly handle: (call: ArmCall) => Promise<ArmReply> | ArmReply;
}

/** An error as ARM answers it; thrown by handlers. */
export class ArmFault extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
