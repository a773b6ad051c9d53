/** Turns the bytes of a growing log into lines. */
export interface LineReader {
  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): readonly string[];
  /** What is left when the log has ended. */
  end(): readonly string[];
}

// A program can print for ever without a line break; memory is bounded by cutting there.
const maxLineCharacters = 64 * 1024;

/** Reads UTF-8 across chunk borders, broken bytes as U+FFFD; a line ends in LF, CR LF or a CR by itself. */
export function createLineReader(): LineReader {
  const decoder = new TextDecoder('utf-8');
  let pending = '';
  const split = (text: string, isEnd: boolean): readonly string[] => {
    // A CR at the very end may be the first half of CR LF.
    const held = !isEnd && text.endsWith('\r') ? '\r' : '';
    const lines = text.slice(0, text.length - held.length).split(/\r\n|\n|\r/);
    const last = lines.pop() ?? '';
    if (last.length > maxLineCharacters || isEnd) {
      pending = held;
      return last === '' ? lines : [...lines, last];
    }
    pending = last + held;
    return lines;
  };
  return {
    push: (bytes) => split(pending + decoder.decode(bytes, { stream: true }), false),
    end: () => split(pending + decoder.decode(), true),
  };
}
