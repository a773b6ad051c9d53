/** A workflow command on standard output: `::name key=value,key=value::data`. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const commandForm = /^::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/i;

/**
 * Recognises a workflow command at the start of a line; anything else is plain text.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function parseCommand(line: string): WorkflowCommand | undefined {
  const match = commandForm.exec(line.trimStart());
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  return {
    name: name.toLowerCase(),
    properties: parseProperties(match[2] ?? ''),
    data: unescapeData(match[3] ?? ''),
  };
}

function parseProperties(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').flatMap((part): [string, string][] => {
    const at = part.indexOf('=');
    return at <= 0 ? [] : [[part.slice(0, at).trim(), unescapeProperty(part.slice(at + 1))]];
  });
  return Object.fromEntries(pairs);
}

// The escapes that @actions/core writes: %25 last, so that an escaped percent sign is not read twice.
function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
