import { parseCommand } from './commands.ts';
import type { WorkflowCommand } from './commands.ts';
import type { Masks } from './masks.ts';
import type { Annotation } from './types.ts';

const levels: Readonly<Record<string, Annotation['level']>> = {
  notice: 'notice',
  warning: 'warning',
  error: 'error',
};

// set-output and save-state by command are switched off on github.com since 2023; set-env and add-path since 2020.
const retired: readonly string[] = ['set-output', 'save-state', 'set-env', 'add-path'];

/** Reads a step's output as the runner does: obeys workflow commands, hides secrets, tells each readable line. */
export class OutputReader {
  readonly log: string[] = [];
  /** Every line as it came, masked. */
  readonly raw: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly #masks: Masks;
  readonly #onLine: (line: string) => void;
  #stopToken: string | undefined;
  #isInGroup = false;

  constructor(masks: Masks, onLine: (line: string) => void) {
    this.#masks = masks;
    this.#onLine = onLine;
  }

  /** Takes one line without its line break. */
  read(line: string): void {
    if (this.#stopToken !== undefined) {
      if (line.trim() === `::${this.#stopToken}::`) this.#stopToken = undefined;
      else this.#print(line);
    } else {
      const command = parseCommand(line);
      if (command === undefined || !this.#obey(command)) this.#print(line);
    }
    this.raw.push(this.#masks.apply(line));
  }

  #obey(command: WorkflowCommand): boolean {
    const level = levels[command.name];
    if (level !== undefined) this.#annotate(level, command);
    else if (command.name === 'add-mask') this.#masks.add(command.data);
    else if (command.name === 'group') this.#enterGroup(command.data);
    else if (command.name === 'endgroup') this.#isInGroup = false;
    else if (command.name === 'stop-commands') this.#stopToken = command.data;
    else if (retired.includes(command.name)) this.#refuse(command);
    else return command.name === 'debug' || command.name === 'echo';
    return true;
  }

  #print(text: string): void {
    for (const part of text.split('\n')) {
      const line = this.#masks.apply(this.#isInGroup ? `  ${part}` : part);
      this.log.push(line);
      this.#onLine(line);
    }
  }

  #enterGroup(title: string): void {
    this.#isInGroup = false;
    this.#print(`▸ ${title}`);
    this.#isInGroup = true;
  }

  #annotate(level: Annotation['level'], command: WorkflowCommand): void {
    this.annotations.push(buildAnnotation(level, { ...command, data: this.#masks.apply(command.data) }));
    this.#print(`${level}: ${command.data}`);
  }

  #refuse({ name }: WorkflowCommand): void {
    const message = `The \`${name}\` command is disabled. Use an environment file.`;
    this.annotations.push({ level: 'error', message });
  }
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
