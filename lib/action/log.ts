import { randomUUID } from 'node:crypto';
import type { Log, LogPlace } from '../base/log.ts';
import type { Toolkit } from './host.ts';

/** What a log needs of the toolkit. */
export type LogToolkit = Pick<
  Toolkit,
  'debug' | 'info' | 'notice' | 'warning' | 'error' | 'startGroup' | 'endGroup' | 'setSecret'
>;

/** The log of a step; `endAll` closes what a failure left open. */
export interface FrameLog extends Log {
  endAll(): void;
}

/**
 * The log as workflow commands. One message is one line, whatever text it carries; a line that the runner would
 * read as a command is printed between `stop-commands`, unchanged.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export function createLog(toolkit: LogToolkit): FrameLog {
  const groups = createGroups(toolkit);
  const annotate = (level: 'notice' | 'warning' | 'error') => (message: string, place?: LogPlace) => {
    groups.sync();
    toolkit[level](toLine(message), place);
  };
  const log: FrameLog = {
    debug: (message) => toolkit.debug(toLine(message)),
    info: (message) => {
      groups.sync();
      printLine(toolkit, toLine(message));
    },
    notice: annotate('notice'),
    warning: annotate('warning'),
    error: annotate('error'),
    startGroup: (title) => groups.open(toLine(title)),
    endGroup: () => groups.close(),
    endAll: () => groups.closeAll(),
    mask: (secret) => {
      if (secret.trim() !== '') toolkit.setSecret(secret);
    },
    group: async (title, work) => {
      const depth = groups.open(toLine(title));
      try {
        return await work();
      } finally {
        groups.closeTo(depth);
      }
    },
  };
  return log;
}

interface Groups {
  /** Prints what makes the innermost open group the one that the runner shows. */
  sync(): void;
  /** Opens a group inside the open one; returns the depth before it. */
  open(title: string): number;
  close(): void;
  closeTo(depth: number): void;
  closeAll(): void;
}

// GitHub's log does not nest groups: a second `::group::` ends the first. So an inner group closes the outer one,
// which is opened again, marked as continued, when a line is printed to it.
function createGroups(toolkit: LogToolkit): Groups {
  const open: string[] = [];
  let shown = 0;
  const hide = (): void => {
    if (shown > 0) toolkit.endGroup();
    shown = 0;
  };
  const closeTo = (depth: number): void => {
    if (shown > depth) hide();
    open.splice(depth);
  };
  return {
    sync: () => {
      const title = open.at(-1);
      if (shown === open.length || title === undefined) return;
      hide();
      toolkit.startGroup(`${title} (continued)`);
      shown = open.length;
    },
    open: (title) => {
      hide();
      toolkit.startGroup(title);
      shown = open.push(title);
      return shown - 1;
    },
    close: () => closeTo(Math.max(0, open.length - 1)),
    closeTo,
    closeAll: () => closeTo(0),
  };
}

function toLine(message: string): string {
  return message.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}

function printLine(toolkit: LogToolkit, line: string): void {
  // The runner knows two forms: `::name::` at the start of a line, and the older `##[name]` anywhere in it.
  if (!line.trimStart().startsWith('::') && !line.includes('##[')) {
    toolkit.info(line);
    return;
  }
  const token = randomUUID();
  toolkit.info(`::stop-commands::${token}`);
  toolkit.info(line);
  toolkit.info(`::${token}::`);
}
