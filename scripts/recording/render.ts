/** A line of terminal output with its SGR colours, and when it came. */
export interface RecordedLine {
  readonly text: string;
  readonly atMs: number;
}

const colours: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '36': '#79c0ff',
};
const lineHeight = 18;
const characterWidth = 7.8;
const maxColumns = 118;

/** A longer silence is shown as this one: nobody watches a scanner think. */
const longestGapMs = 700;

/** Draws a recording as one SVG: lines appear at the pace they came, long waits cut, and the last picture stays. */
export function renderRecording(command: string, recorded: readonly RecordedLine[]): string {
  const lines = cutWaits(recorded);
  const width = Math.ceil(maxColumns * characterWidth) + 32;
  const height = (lines.length + 2) * lineHeight + 32;
  const rows = [{ text: `\u001b[1m$ ${command}\u001b[0m`, atMs: 0 }, { text: '', atMs: 0 }, ...lines];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" xml:space="preserve">`,
    `<title>${escapeXml(command)}</title>`,
    '<style>text{white-space:pre;fill:#e6edf3}.l{animation:a .01s both}@keyframes a{from{opacity:0}to{opacity:1}}@media (prefers-reduced-motion:reduce){.l{animation:none}}</style>',
    `<rect width="100%" height="100%" rx="10" fill="#0d1117"/>`,
    ...rows.map(renderRow),
    '</svg>\n',
  ].join('\n');
}

function cutWaits(lines: readonly RecordedLine[]): readonly RecordedLine[] {
  let [before, at] = [0, 0];
  return lines.map(({ text, atMs }) => {
    at += Math.min(longestGapMs, atMs - before);
    before = atMs;
    return { text, atMs: at };
  });
}

function renderRow({ text, atMs }: RecordedLine, row: number): string {
  const y = 28 + row * lineHeight;
  const spans = splitColours(text).map(({ style, part }) => `<tspan${style}>${escapeXml(part)}</tspan>`);
  return `<text class="l" x="16" y="${y}" style="animation-delay:${(atMs / 1000).toFixed(2)}s">${spans.join('')}</text>`;
}

interface Span {
  readonly style: string;
  readonly part: string;
}

// Only the codes that the timeline writes: bold, dim and four colours, each ended by a reset.
function splitColours(text: string): readonly Span[] {
  const cut = truncate(text);
  const parts = cut.split(/\u001b\[(\d+)m/);
  return parts.flatMap((part, at) =>
    at % 2 === 1 || part === '' ? [] : [{ part, style: renderStyle(parts[at - 1]) }],
  );
}

function renderStyle(code: string | undefined): string {
  if (code === '1') return ' font-weight="bold"';
  if (code === '2') return ' fill="#8b949e" style="fill:#8b949e"';
  const colour = colours[code ?? ''];
  return colour === undefined ? '' : ` style="fill:${colour}"`;
}

function truncate(text: string): string {
  return text.length > maxColumns + 20 ? `${text.slice(0, maxColumns + 19)}…` : text;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
