import assert from 'node:assert/strict';
import type { Log, LogPlace } from '../../lib/base/log.ts';

/** One call of the log port, in order. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'group' | 'end';
  readonly message: string;
  readonly place?: LogPlace;
}

/** A log that remembers; `assertClosed` fails the test when a group was left open. */
export interface RecordingLog extends Log {
  readonly entries: readonly LogEntry[];
  readonly masks: readonly string[];
  /** The messages of one level, in order. */
  messages(level: LogEntry['level']): readonly string[];
  assertClosed(): void;
}

/** A {@link RecordingLog}; anything masked shows as `***` in what it remembers, as on the runner. */
export function createRecordingLog(): RecordingLog {
  const entries: LogEntry[] = [];
  const masks: string[] = [];
  let depth = 0;
  const add = (level: LogEntry['level'], message: string, place?: LogPlace): void => {
    const masked = masks.reduce((text, mask) => text.replaceAll(mask, '***'), message);
    entries.push({ level, message: masked, ...(place === undefined ? {} : { place }) });
  };
  const open = (title: string): void => {
    depth += 1;
    add('group', title);
  };
  const close = (): void => {
    assert.ok(depth > 0, 'a group ends that never began');
    depth -= 1;
    add('end', '');
  };
  return {
    entries,
    masks,
    messages: (level) => entries.filter((entry) => entry.level === level).map(({ message }) => message),
    assertClosed: () => assert.equal(depth, 0),
    debug: (message) => add('debug', message),
    info: (message) => add('info', message),
    notice: (message, place) => add('notice', message, place),
    warning: (message, place) => add('warning', message, place),
    error: (message, place) => add('error', message, place),
    mask: (secret) => void masks.push(secret),
    startGroup: open,
    endGroup: close,
    group: async (title, work) => {
      open(title);
      try {
        return await work();
      } finally {
        close();
      }
    },
  };
}
