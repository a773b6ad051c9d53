import type { Instruction } from './dockerfile/parse.ts';
import { expand } from './dockerfile/expand.ts';
import { parseJsonForm, parsePairs, splitWords } from './dockerfile/words.ts';
import { normalise } from './files/tree.ts';
import { parseHealthcheck } from './healthcheck.ts';
import type { StageState } from './stage-state.ts';
import { readVariables } from './stage-state.ts';
import { BuildFailure } from './types.ts';

/** Applies an instruction that changes only the configuration; answers its text for the history, or undefined when it is none of them. */
export function applySetting(
  stage: StageState,
  instruction: Instruction,
  escape: string,
): string | undefined {
  const setter = setters[instruction.keyword];
  return setter?.(stage, {
    instruction,
    escape,
    value: (text) => expand(text, readVariables(stage), escape),
  });
}

interface Given {
  readonly instruction: Instruction;
  readonly escape: string;
  /** Expands variables and takes quotes away. */
  readonly value: (text: string) => string;
}

const setters: Readonly<Record<string, (stage: StageState, given: Given) => string>> = {
  ENV: setEnv,
  LABEL: setLabels,
  USER(stage, { instruction, value }) {
    stage.settings.User = required(instruction, value(instruction.rest));
    return `USER ${stage.settings.User}`;
  },
  EXPOSE: setPorts,
  VOLUME: setVolumes,
  CMD(stage, given) {
    stage.settings.Cmd = [...readCommand(stage, given.instruction)];
    stage.hasOwnCmd = true;
    return `CMD ${JSON.stringify(stage.settings.Cmd)}`;
  },
  ENTRYPOINT(stage, given) {
    stage.settings.Entrypoint = [...readCommand(stage, given.instruction)];
    if (!stage.hasOwnCmd) delete stage.settings.Cmd;
    return `ENTRYPOINT ${JSON.stringify(stage.settings.Entrypoint)}`;
  },
  STOPSIGNAL(stage, { instruction, value }) {
    const signal = required(instruction, value(instruction.rest));
    if (!/^(SIG)?[A-Z0-9+-]+$/i.test(signal)) throw new BuildFailure(`Invalid signal: ${signal}`);
    stage.settings.StopSignal = signal;
    return `STOPSIGNAL ${signal}`;
  },
  SHELL(stage, { instruction }) {
    const shell = parseJsonForm(instruction.rest);
    if (shell === undefined || shell.length === 0)
      throw new BuildFailure('SHELL requires the arguments to be in JSON form');
    stage.settings.Shell = [...shell];
    return `SHELL ${JSON.stringify(shell)}`;
  },
  HEALTHCHECK(stage, { instruction }) {
    const check = parseHealthcheck(instruction, (rest) => readCommand(stage, { ...instruction, rest }));
    stage.settings.Healthcheck = check;
    return `HEALTHCHECK ${JSON.stringify(check.Test)}`;
  },
  ONBUILD(stage, { instruction }) {
    const trigger = /^\w+/.exec(instruction.rest)?.[0].toUpperCase();
    if (trigger === 'ONBUILD' || trigger === 'FROM' || trigger === 'MAINTAINER' || trigger === undefined) {
      throw new BuildFailure(`${trigger ?? 'ONBUILD'} isn't allowed as an ONBUILD trigger`);
    }
    stage.settings.OnBuild = [...(stage.settings.OnBuild ?? []), instruction.rest];
    return `ONBUILD ${instruction.rest}`;
  },
  MAINTAINER(stage, { instruction }) {
    stage.author = required(instruction, instruction.rest);
    return `MAINTAINER ${stage.author}`;
  },
};

function setEnv(stage: StageState, { instruction, escape, value }: Given): string {
  // All values of one ENV see the variables as they were before it.
  const pairs = parsePairs(instruction.rest, escape, 'ENV').map(
    ([name, text]) => [value(name), value(text)] as const,
  );
  const env = (stage.settings.Env ??= []);
  for (const [name, text] of pairs) {
    const index = env.findIndex((pair) => pair.startsWith(`${name}=`));
    if (index === -1) env.push(`${name}=${text}`);
    else env[index] = `${name}=${text}`;
  }
  return `ENV ${pairs.map(([name, text]) => `${name}=${text}`).join(' ')}`;
}

function setLabels(stage: StageState, { instruction, escape, value }: Given): string {
  const pairs = parsePairs(instruction.rest, escape, 'LABEL').map(
    ([name, text]) => [value(name), value(text)] as const,
  );
  stage.settings.Labels = { ...stage.settings.Labels, ...Object.fromEntries(pairs) };
  return `LABEL ${pairs.map(([name, text]) => `${name}=${text}`).join(' ')}`;
}

function setPorts(stage: StageState, { instruction, escape, value }: Given): string {
  const words = splitWords(required(instruction, instruction.rest), escape).map(value);
  const ports = words.flatMap(expandPorts).toSorted();
  stage.settings.ExposedPorts = {
    ...stage.settings.ExposedPorts,
    ...Object.fromEntries(ports.map((port) => [port, {}])),
  };
  return `EXPOSE ${ports.join(' ')}`;
}

function expandPorts(word: string): readonly string[] {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(word);
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match === null || first < 1 || last > 65_535 || last < first) {
    throw new BuildFailure(`invalid containerPort: ${word}`);
  }
  const protocol = (match[3] ?? 'tcp').toLowerCase();
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${protocol}`);
}

function setVolumes(stage: StageState, { instruction, escape, value }: Given): string {
  const words =
    parseJsonForm(instruction.rest) ?? splitWords(required(instruction, instruction.rest), escape);
  const volumes = words.map((word) => value(word));
  if (volumes.includes('')) throw new BuildFailure('VOLUME specified can not be an empty string');
  stage.settings.Volumes = {
    ...stage.settings.Volumes,
    ...Object.fromEntries(volumes.map((volume) => [volume, {}])),
  };
  return `VOLUME [${volumes.join(' ')}]`;
}

/** Exec form as it is; shell form through SHELL, without expansion: that is the shell's own work. */
function readCommand(stage: StageState, instruction: Instruction): readonly string[] {
  const shell = stage.settings.Shell ?? ['/bin/sh', '-c'];
  return parseJsonForm(instruction.rest) ?? [...shell, required(instruction, instruction.rest)];
}

function required(instruction: Instruction, text: string): string {
  if (text !== '') return text;
  throw new BuildFailure(`${instruction.keyword} requires at least one argument`);
}

/** The working directory after a WORKDIR. */
export function joinWorkdir(current: string | undefined, asked: string): string {
  return `/${normalise(asked.startsWith('/') ? asked : `${current ?? ''}/${asked}`)}`;
}
