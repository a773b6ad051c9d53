import { field } from '../documents/index.ts';
import type { Token } from '../documents/index.ts';
import { evaluateText, evaluateToken, isObject, isTruthy } from '../expressions/index.ts';
import type { Scope } from '../expressions/index.ts';
import type { Turn, TurnOrder } from './concurrency.ts';
import type { Run } from './run.ts';

/** What a `concurrency:` block asks for, once evaluated. */
export interface TurnRequest {
  readonly token: Token;
  readonly scope: Scope;
  readonly signal: AbortSignal;
  /** Turns held above: asking for one of them again would wait forever. */
  readonly holders: readonly unknown[];
  cancel(reason: string): void;
}

/** How the asking ended; `order` names the turn for those below. */
export type TurnAnswer =
  | { readonly ok: true; readonly turn: Turn; readonly order: TurnOrder }
  | { readonly ok: false; readonly reason: string };

/**
 * Waits for the turn of a concurrency group.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency
 */
export async function takeTurn(run: Run, request: TurnRequest): Promise<TurnAnswer> {
  const { repository, engine } = run;
  const order = { repository: repository.fullName, ...readOrder(request) };
  if (order.group === '') return { ok: true, turn: { release: () => undefined }, order };
  if (engine.concurrency.isHeldBy(order, request.holders)) {
    const reason = `Canceling since a deadlock was detected for concurrency group: '${order.group}' between a top level workflow and '${run.plan.document.name}'`;
    return { ok: false, reason };
  }
  const turn = await engine.concurrency.enter(order);
  if (turn === undefined) return { ok: false, reason: `Canceled while waiting for ${order.group}` };
  return { ok: true, turn, order };
}

function readOrder({ token, scope, signal, cancel }: TurnRequest): Omit<TurnOrder, 'repository'> {
  const isMapping = isObject(evaluateToken(token, scope));
  const group = evaluateText(isMapping ? field(token, 'group') : token, scope);
  const cancelInProgress = isTruthy(evaluateToken(field(token, 'cancel-in-progress'), scope));
  const queue = evaluateText(field(token, 'queue'), scope) === 'max' ? 'max' : 'single';
  if (cancelInProgress && queue === 'max')
    throw new Error("'queue: max' cannot be combined with 'cancel-in-progress: true'");
  return { group, cancelInProgress, queue, signal, cancel };
}
