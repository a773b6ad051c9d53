import { parseCommand } from './commands.ts';
import type { WorkflowCommand } from './commands.ts';
import type { Masks } from './masks.ts';
import type { Annotation } from './types.ts';

/** What a step's output became: the readable log, the masked raw lines and the annotations. */
export interface OutputReader {
  /** Takes one line without its line break. */
  read(line: string): void;
  readonly log: readonly string[];
  readonly raw: readonly string[];
  readonly annotations: readonly Annotation[];
}

const levels: Readonly<Record<string, Annotation['level']>> = {
  notice: 'notice',
  warning: 'warning',
  error: 'error',
};

/** Reads a step's output as the runner does: obeys workflow commands, hides secrets, tells each readable line. */
export function createOutputReader(masks: Masks, onLine: (line: string) => void): OutputReader {
  const log: string[] = [];
  const raw: string[] = [];
  const annotations: Annotation[] = [];
  const state: { stopToken: string | undefined; depth: number } = { stopToken: undefined, depth: 0 };

  function print(text: string): void {
    for (const part of text.split('\n')) {
      const line = masks.apply(`${'  '.repeat(state.depth)}${part}`);
      log.push(line);
      onLine(line);
    }
  }

  function obey(command: WorkflowCommand): boolean {
    const level = levels[command.name];
    if (level !== undefined) return annotate(level, command);
    if (command.name === 'add-mask') masks.add(command.data);
    else if (command.name === 'group') enterGroup(command.data);
    else if (command.name === 'endgroup') state.depth = 0;
    else if (command.name === 'stop-commands') state.stopToken = command.data;
    else if (command.name !== 'debug' && command.name !== 'echo') return refuse(command);
    return true;
  }

  function enterGroup(title: string): void {
    state.depth = 0;
    print(`▸ ${title}`);
    state.depth = 1;
  }

  function annotate(level: Annotation['level'], command: WorkflowCommand): true {
    annotations.push(buildAnnotation(level, { ...command, data: masks.apply(command.data) }));
    print(`${level}: ${command.data}`);
    return true;
  }

  // set-output and save-state by command are switched off on github.com since 2023; set-env and add-path since 2020.
  function refuse(command: WorkflowCommand): boolean {
    if (!['set-output', 'save-state', 'set-env', 'add-path'].includes(command.name)) return false;
    annotations.push({
      level: 'error',
      message: `The \`${command.name}\` command is disabled. Use an environment file.`,
    });
    return true;
  }

  return {
    log,
    raw,
    annotations,
    read(line) {
      if (state.stopToken !== undefined) {
        if (line.trim() === `::${state.stopToken}::`) state.stopToken = undefined;
        else print(line);
      } else {
        const command = parseCommand(line);
        if (command === undefined || !obey(command)) print(line);
      }
      raw.push(masks.apply(line));
    },
  };
}

function buildAnnotation(level: Annotation['level'], command: WorkflowCommand): Annotation {
  const { title, file, line, endLine } = command.properties;
  return {
    level,
    message: command.data,
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: Number(line) }),
    ...(endLine === undefined ? {} : { endLine: Number(endLine) }),
  };
}
