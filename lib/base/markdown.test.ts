import { describe, expect, it } from '@jest/globals';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { encodePath, escapeMarkdown, renderCode } from './markdown.ts';

const hostile = [
  '`</code><img src=x onerror=alert(1)>`',
  'a | b | c',
  'a\\| b',
  'line\n\n# heading',
  '[x](https://evil.example) **b** ~~c~~ <b>d</b>',
  'a\r\n| forged | row |',
];

function renderHtml(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

describe('renderCode', () => {
  it.each(hostile)('keeps %j in one cell and in its code', (value) => {
    const html = renderHtml(`| a |\n| --- |\n| ${renderCode(value)} |\n`);
    expect(html.match(/<td>/g)).toHaveLength(1);
    expect(html.match(/<(\w+)/g)).toEqual(
      ['table', 'thead', 'tr', 'th', 'tbody', 'tr', 'td', 'code'].map((name) => `<${name}`),
    );
  });

  it('leaves an image as it is', () => {
    expect(renderCode('live.azurecr.io/app@sha256:1')).toBe('`live.azurecr.io/app@sha256:1`');
  });
});

describe('escapeMarkdown', () => {
  it.each(hostile)('makes nothing but text of %j', (value) => {
    const html = renderHtml(`Reason: ${escapeMarkdown(value)}`);
    expect(html.replaceAll(/<a href="https:\/\/evil\.example">|<\/a>/g, '')).toMatch(/^<p>[^<]*<\/p>$/);
  });
});

describe('encodePath', () => {
  it.each([...hostile, 'a) b', '(a', '?a#b', 'c\\', "d 'e'", '</f>', 'g\ud800'])(
    'keeps %j the address of one link',
    (path) => {
      const html = renderHtml(`See [it](https://github.com/${encodePath(path)}).`);
      const [, address = ''] = /^<p>See <a href="([^"<>\s]*)">it<\/a>\.<\/p>$/.exec(html) ?? [];
      const { origin, pathname, search, hash } = new URL(address);
      expect([origin, search, hash]).toEqual(['https://github.com', '', '']);
      expect(decodeURIComponent(pathname)).toBe(`/${path.toWellFormed()}`);
    },
  );

  it('leaves the path of a file as it is', () => {
    expect(encodePath('.github/policy_v1.2-a/gate.yaml')).toBe('.github/policy_v1.2-a/gate.yaml');
  });
});
